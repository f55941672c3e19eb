import { Button, Form, Input, Select } from 'antd';
import { useTexts } from './language.ts';
import type { ListSearch } from './search.ts';
import { shellTexts } from './texts.ts';

/** One filter of a list, named as in the contract's input. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  /** Values to choose from; without them the filter is a calendar date. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

interface ListQueryFormProps {
  looksFor: string | undefined;
  filters: readonly Filter[];
  values: ListSearch;
  onSearch: (values: ListSearch) => void;
}

/** Text and filters of a list; Enter and a chosen filter search at once. */
export function ListQueryForm({ looksFor, filters, values, onSearch }: ListQueryFormProps) {
  const t = useTexts(shellTexts);
  const [form] = Form.useForm<ListSearch>();
  const search = () => onSearch({ ...form.getFieldsValue() });
  const reset = () =>
    onSearch(Object.fromEntries(['q', ...filters.map(({ name }) => name)].map((name) => [name, undefined])));
  return (
    <Form
      form={form}
      layout="inline"
      initialValues={values}
      onFinish={search}
      className="query-form"
      role="search"
    >
      {looksFor !== undefined && (
        <Form.Item name="q" label={t('keyword')} className="query-text">
          <Input
            allowClear
            placeholder={looksFor}
            maxLength={100}
            onClear={() => onSearch({ q: undefined })}
          />
        </Form.Item>
      )}
      {filters.map(({ name, label, options }) => (
        <Form.Item key={name} name={name} label={label} className="query-filter">
          {options ? (
            <Select
              allowClear
              placeholder={t('all')}
              options={[...options]}
              showSearch={options.length > 12 ? { optionFilterProp: 'label' } : false}
              onChange={search}
              popupMatchSelectWidth={false}
            />
          ) : (
            <Input type="date" onChange={search} />
          )}
        </Form.Item>
      ))}
      <div className="query-acts">
        <Button type="primary" htmlType="submit">
          {t('search')}
        </Button>
        <Button onClick={reset}>{t('reset')}</Button>
      </div>
    </Form>
  );
}
