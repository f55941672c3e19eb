// The pattern of every act: a button, a dialog that says what will happen, the act under one idempotency key, and the
// way to its fact in the ledger.
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import type { ButtonProps, FormInstance } from 'antd';
import { useTexts } from './language.ts';
import { PlainLink } from './PlainLink.tsx';
import { RefusalAlert } from './RefusalAlert.tsx';
import { shellTexts } from './texts.ts';

interface ActButtonProps<Values extends object, Answer extends { factId: string | null }> {
  label: string;
  /** Heading of the dialog where it is not the label. */
  title?: string;
  /** What the act does, and what cannot be taken back. */
  say?: ReactNode;
  /** `Form.Item`s named as the members of `Values`. */
  fields?: ReactNode | ((form: FormInstance<Values>) => ReactNode);
  initial?: Partial<Values>;
  /** A danger act is red and asks for a reason. */
  isDanger?: boolean;
  asksReason?: boolean;
  /** Must pass the options on to the client: they carry the idempotency key. */
  run: (values: Values & { reason: string }, options: { context: { key: string } }) => Promise<Answer>;
  /** The sentence shown afterwards. */
  done?: (answer: Answer) => string;
  /** Shown in place of the form afterwards, where the answer is given only once. */
  show?: (answer: Answer) => ReactNode;
  /** Keys of the queries that the act makes old: `['people']` for all of a capability. */
  refreshes: readonly (readonly string[])[];
  type?: ButtonProps['type'];
  icon?: ReactNode;
  width?: number;
  disabled?: boolean;
}

export function ActButton<Values extends object, Answer extends { factId: string | null }>(
  props: ActButtonProps<Values, Answer>,
) {
  const {
    label,
    title = label,
    say,
    fields,
    initial,
    isDanger = false,
    asksReason = isDanger,
    show,
    type,
    icon,
    width = 560,
  } = props;
  const t = useTexts(shellTexts);
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<Values & { reason: string }>();
  const act = useAct(props, () => setOpen(false));
  const answer = act.isSuccess && show ? show(act.data) : null;
  const close = () => {
    setOpen(false);
    act.reset();
  };
  return (
    <>
      <Button
        type={type ?? (isDanger ? 'default' : 'primary')}
        danger={isDanger}
        icon={icon}
        disabled={props.disabled ?? false}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Modal
        title={title}
        open={isOpen}
        width={width}
        destroyOnHidden
        mask={{ closable: false }}
        okText={answer ? t('close') : act.isError ? t('actRetry') : isDanger ? label : t('confirm')}
        cancelText={t('cancel')}
        okButtonProps={{ danger: isDanger && !answer }}
        cancelButtonProps={answer ? { style: { display: 'none' } } : {}}
        confirmLoading={act.isPending}
        onOk={answer ? close : form.submit}
        onCancel={close}
      >
        {answer ?? (
          <Form<Values & { reason: string }>
            form={form}
            layout="vertical"
            initialValues={initial}
            onFinish={(values) => act.mutate(values)}
          >
            {say && <p className="act-say">{say}</p>}
            {typeof fields === 'function' ? fields(form as unknown as FormInstance<Values>) : fields}
            {asksReason && (
              <Form.Item
                name="reason"
                label={t('reason')}
                extra={t('reasonHint')}
                rules={[{ required: true, whitespace: true, message: t('required', { label: t('reason') }) }]}
              >
                <Input.TextArea rows={3} maxLength={2000} showCount />
              </Form.Item>
            )}
            {act.isError && <RefusalAlert error={act.error} />}
          </Form>
        )}
      </Modal>
    </>
  );
}

function useAct<Values extends object, Answer extends { factId: string | null }>(
  { label, run, done, show, refreshes }: ActButtonProps<Values, Answer>,
  onDone: () => void,
) {
  const t = useTexts(shellTexts);
  const { notification } = App.useApp();
  const queryClient = useQueryClient();
  // One key as long as the same thing is sent: an answer lost on the way does not make the act happen twice.
  const sent = useRef<{ body: string; key: string } | null>(null);
  return useMutation({
    mutationFn: (values: Values & { reason: string }) => {
      const body = JSON.stringify(values);
      if (sent.current?.body !== body) sent.current = { body, key: crypto.randomUUID() };
      return run(values, { context: { key: sent.current.key } });
    },
    onSuccess: async (answer) => {
      sent.current = null;
      notification.success({
        title: done?.(answer) ?? `${label} · ${t('actDone')}`,
        description: answer.factId !== null && (
          <PlainLink href={`/ledger/${answer.factId}`}>{t('seeFact')}</PlainLink>
        ),
      });
      if (!show) onDone();
      await Promise.all(
        refreshes.map((queryKey) => queryClient.invalidateQueries({ queryKey: [...queryKey] })),
      );
    },
  });
}
