import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { PersonSelect } from '../people/PersonSelect.tsx';
import { provinceNames, siteKinds } from './site-states.ts';
import { siteTexts } from './texts.ts';

interface SiteValues {
  kind: (typeof siteKinds)[number];
  nameZh: string;
  nameEn: string;
  uscc: string;
  province: string;
  city: string;
  serial: string;
  accountableId: string;
  venue: string;
  address: string;
  rooms: { name: string; purpose: 'theory' | 'practical'; seats: number }[];
}

/** Registers a site with its first venue; a scope is authorised separately. */
export function RegisterSiteButton() {
  const t = useTexts(siteTexts);
  const word = useWord();
  const required = (label: string) => ({ required: true, message: t('required', { label }) });
  return (
    <ActButton<SiteValues, { factId: string }>
      label={t('register')}
      say={t('registerSay')}
      width={720}
      initial={{ kind: 'general_station', rooms: [{ name: '', purpose: 'theory', seats: 30 }] }}
      refreshes={[['sites', 'listSites']]}
      run={(
        { kind, nameZh, nameEn, uscc, province, city, serial, accountableId, venue, address, rooms },
        options,
      ) =>
        api.sites.registerSite(
          {
            kind,
            nameZh,
            nameEn,
            uscc,
            province,
            city,
            serial,
            accountableId,
            venues: [{ name: venue, address, rooms }],
          },
          options,
        )
      }
      fields={
        <div className="two-columns">
          <Form.Item name="kind" label={t('kind')} rules={[required(t('kind'))]}>
            <Select options={siteKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
          </Form.Item>
          <Form.Item name="accountableId" label={t('accountable')} rules={[required(t('accountable'))]}>
            <PersonSelect />
          </Form.Item>
          <Form.Item name="nameZh" label={t('nameZh')} rules={[required(t('nameZh'))]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="nameEn" label={t('nameEn')} rules={[required(t('nameEn'))]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="uscc"
            label={t('uscc')}
            rules={[required(t('uscc')), { len: 18, message: t('usccRule') }]}
          >
            <Input maxLength={18} className="code" />
          </Form.Item>
          <Form.Item
            name="serial"
            label={t('serial')}
            rules={[required(t('serial')), { pattern: /^\d{6}$/, message: t('serialRule') }]}
          >
            <Input maxLength={6} inputMode="numeric" className="code" />
          </Form.Item>
          <Form.Item name="province" label={t('province')} rules={[required(t('province'))]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={Object.entries(provinceNames).map(([value, words]) => ({ value, label: word(words) }))}
            />
          </Form.Item>
          <Form.Item name="city" label={t('city')} rules={[required(t('city'))]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="venue" label={t('venue')} rules={[required(t('venue'))]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="address" label={t('address')} rules={[required(t('address'))]}>
            <Input maxLength={200} />
          </Form.Item>
          <RoomFields />
        </div>
      }
    />
  );
}

function RoomFields() {
  const t = useTexts(siteTexts);
  const required = (label: string) => ({ required: true, message: t('required', { label }) });
  return (
    <Form.List name="rooms">
      {(rows, { add, remove }) => (
        <div className="all-columns">
          {rows.map(({ key, name }) => (
            <div key={key} className="form-row">
              <Form.Item name={[name, 'name']} label={t('room')} rules={[required(t('room'))]}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name={[name, 'purpose']} label={t('purpose')} rules={[required(t('purpose'))]}>
                <Select
                  options={(['theory', 'practical'] as const).map((value) => ({
                    value,
                    label: t(`purposes.${value}`),
                  }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'seats']} label={t('seats')} rules={[required(t('seats'))]}>
                <InputNumber min={1} max={500} />
              </Form.Item>
              <Button
                icon={<DeleteOutlined />}
                aria-label={t('removeRoom')}
                disabled={rows.length === 1}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            type="dashed"
            block
            icon={<PlusOutlined />}
            onClick={() => add({ purpose: 'practical', seats: 10 })}
          >
            {t('addRoom')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
