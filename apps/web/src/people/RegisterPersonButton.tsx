import { Form, Input, Select } from 'antd';
import { idTypeNames } from '@jiangping/domain/people/person-choices';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { peopleTexts } from './texts.ts';

interface PersonValues {
  name: string;
  idType: string;
  idNumber: string;
  phone?: string;
  employer?: string;
}

/** Registers a person; a number that belongs to somebody already is refused by the server. */
export function RegisterPersonButton() {
  const t = useTexts(peopleTexts);
  const word = useWord();
  const required = (label: string) => [
    { required: true, whitespace: true, message: t('required', { label }) },
  ];
  return (
    <ActButton<PersonValues, { factId: string }>
      label={t('register')}
      initial={{ idType: 'resident_id' }}
      refreshes={[['people', 'listPersons']]}
      run={({ name, idType, idNumber, phone, employer }, options) =>
        api.people.registerPerson(
          { name, idType, idNumber, ...(phone ? { phone } : {}), ...(employer ? { employer } : {}) },
          options,
        )
      }
      fields={
        <>
          <Form.Item name="name" label={t('name')} rules={required(t('name'))}>
            <Input maxLength={50} autoComplete="off" />
          </Form.Item>
          <Form.Item name="idType" label={t('idType')} rules={required(t('idType'))}>
            <Select
              options={Object.entries(idTypeNames).map(([value, words]) => ({ value, label: word(words) }))}
            />
          </Form.Item>
          <Form.Item name="idNumber" label={t('idNumberFull')} rules={required(t('idNumberFull'))}>
            <Input maxLength={30} autoComplete="off" className="code" />
          </Form.Item>
          <Form.Item name="phone" label={t('phone')}>
            <Input maxLength={20} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="employer" label={t('employer')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </>
      }
    />
  );
}
