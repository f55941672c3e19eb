import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Form, Input, Select } from 'antd';
import { certifiableLevels, levelNames } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { todayInShanghai } from '../shell/times.ts';
import { OccupationSelect } from '../standards/OccupationSelect.tsx';
import { provinceNames } from './site-states.ts';
import { siteTexts } from './texts.ts';

type Group = 'own_staff' | 'students' | 'public';

interface AuthorisationValues {
  documentNumber: string;
  validFrom: string;
  validTo: string;
  scope: { occupationId: string; level: Level; eligibleGroups: Group[]; regions: string[] }[];
}

interface ProposeAuthorisationButtonProps {
  site: { id: string; nameZh: string; nameEn: string; province: string };
}

/** Proposes what a site may assess; another person decides. */
export function ProposeAuthorisationButton({ site }: ProposeAuthorisationButtonProps) {
  const t = useTexts(siteTexts);
  const word = useWord();
  const today = todayInShanghai();
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  const line = { eligibleGroups: ['public'] as Group[], regions: [site.province] };
  return (
    <ActButton<AuthorisationValues, { factId: string }>
      label={t('propose')}
      say={t('proposeSay', { site: word(site) })}
      width={760}
      initial={{
        validFrom: today,
        validTo: `${Number(today.slice(0, 4)) + 3}-12-31`,
        // The rest of the line is chosen in the form.
        scope: [line as AuthorisationValues['scope'][number]],
      }}
      refreshes={[['sites'], ['reports']]}
      done={() => t('proposed')}
      run={({ documentNumber, validFrom, validTo, scope }, options) =>
        api.sites.proposeAuthorisation(
          { siteId: site.id, documentNumber, validFrom, validTo, scope },
          options,
        )
      }
      fields={
        <>
          <Form.Item name="documentNumber" label={t('documentNumber')} rules={required(t('documentNumber'))}>
            <Input maxLength={200} />
          </Form.Item>
          <div className="two-columns">
            <Form.Item name="validFrom" label={t('validFrom')} rules={required(t('validFrom'))}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="validTo" label={t('validTo')} rules={required(t('validTo'))}>
              <Input type="date" />
            </Form.Item>
          </div>
          <Form.List name="scope">
            {(rows, { add, remove }) => (
              <>
                {rows.map(({ key, name }, index) => (
                  <Card
                    key={key}
                    size="small"
                    className="form-card"
                    title={t('line', { number: index + 1 })}
                    extra={
                      <Button
                        type="text"
                        icon={<DeleteOutlined />}
                        aria-label={t('removeLine')}
                        disabled={rows.length === 1}
                        onClick={() => remove(name)}
                      />
                    }
                  >
                    <div className="two-columns">
                      <Form.Item
                        name={[name, 'occupationId']}
                        label={t('occupation')}
                        rules={required(t('occupation'))}
                      >
                        <OccupationSelect />
                      </Form.Item>
                      <Form.Item name={[name, 'level']} label={t('level')} rules={required(t('level'))}>
                        <Select
                          options={certifiableLevels.map((value) => ({
                            value,
                            label: word(levelNames[value]),
                          }))}
                        />
                      </Form.Item>
                      <Form.Item
                        name={[name, 'eligibleGroups']}
                        label={t('groups')}
                        rules={required(t('groups'))}
                      >
                        <Select
                          mode="multiple"
                          options={(['own_staff', 'students', 'public'] as const).map((value) => ({
                            value,
                            label: t(`eligibleGroups.${value}`),
                          }))}
                        />
                      </Form.Item>
                      <Form.Item name={[name, 'regions']} label={t('regions')} rules={required(t('regions'))}>
                        <Select
                          mode="multiple"
                          maxTagCount="responsive"
                          showSearch={{ optionFilterProp: 'label' }}
                          options={Object.entries(provinceNames).map(([value, words]) => ({
                            value,
                            label: word(words),
                          }))}
                        />
                      </Form.Item>
                    </div>
                  </Card>
                ))}
                <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add(line)}>
                  {t('addLine')}
                </Button>
              </>
            )}
          </Form.List>
        </>
      }
    />
  );
}
