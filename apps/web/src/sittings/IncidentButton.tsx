import { Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { ButtonProps } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import type { SeatedCandidate, Sitting } from './sitting.ts';
import { sittingRefreshes } from './SittingActs.tsx';
import { sittingTexts } from './texts.ts';

const kinds = ['absence', 'misconduct', 'equipment', 'health', 'other'] as const;
const actions = ['noted', 'device_released', 'terminated'] as const;

interface IncidentValues {
  candidateId?: string;
  kind: (typeof kinds)[number];
  action: (typeof actions)[number];
  explanation: string;
}

interface IncidentButtonProps {
  sitting: Sitting;
  /** The candidate it is about; without one it is chosen, or the incident is the whole room's. */
  candidate?: SeatedCandidate;
  label?: string;
  icon?: ReactNode;
  kind?: (typeof kinds)[number];
  /** With an action the dialog does only that. */
  action?: (typeof actions)[number];
  type?: ButtonProps['type'];
}

/** Reports an incident; cause and explanation are always asked for. */
export function IncidentButton({
  sitting,
  candidate,
  label,
  icon,
  kind,
  action,
  type = 'default',
}: IncidentButtonProps) {
  const t = useTexts(sittingTexts);
  const required = (name: string) => [
    { required: true, whitespace: true, message: t('required', { label: name }) },
  ];
  const who = candidate ? t('seatAndName', { seat: candidate.seat, name: candidate.candidate.name }) : null;
  const says = { noted: t('notedSay'), device_released: t('releaseSay'), terminated: t('terminateSay') };
  return (
    <ActButton<IncidentValues, { factId: string }>
      label={label ?? t('report')}
      title={who === null ? (label ?? t('report')) : `${label ?? t('report')} · ${who}`}
      say={says[action ?? 'noted']}
      type={type}
      icon={icon}
      isDanger={action === 'terminated'}
      // The explanation is the reason.
      asksReason={false}
      initial={{ action: action ?? 'noted', ...(kind ? { kind } : {}) }}
      refreshes={sittingRefreshes}
      run={({ candidateId, kind: cause, action: wanted, explanation }, options) => {
        const about = candidate?.candidate.id ?? candidateId;
        return api.sittings.reportIncident(
          {
            sittingId: sitting.id,
            ...(about ? { candidateId: about } : {}),
            kind: cause,
            action: action ?? wanted,
            explanation,
          },
          options,
        );
      }}
      fields={(form) => (
        <>
          {!candidate && (
            <Form.Item name="candidateId" label={t('candidate')} extra={t('candidateHint')}>
              <Select
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                options={sitting.candidates.map((each) => ({
                  value: each.candidate.id,
                  label: t('seatAndName', { seat: each.seat, name: each.candidate.name }),
                }))}
              />
            </Form.Item>
          )}
          <Form.Item
            name="kind"
            label={t('kind')}
            rules={[{ required: true, message: t('required', { label: t('kind') }) }]}
          >
            <Radio.Group options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
          </Form.Item>
          {!action && (
            <Form.Item noStyle dependencies={['candidateId']}>
              {() => {
                // Only something about one candidate can be done to that candidate.
                const about =
                  candidate?.candidate.id ?? (form.getFieldValue('candidateId') as string | undefined);
                const state = sitting.candidates.find((each) => each.candidate.id === about)?.state;
                return (
                  <Form.Item
                    name="action"
                    label={t('action')}
                    extra={state === 'in_progress' ? undefined : t('actionHint')}
                  >
                    <Radio.Group
                      options={actions.map((value) => ({
                        value,
                        label: t(`actions.${value}`),
                        disabled: value !== 'noted' && state !== 'in_progress',
                      }))}
                    />
                  </Form.Item>
                );
              }}
            </Form.Item>
          )}
          <Form.Item
            name="explanation"
            label={t('explanation')}
            extra={t('explanationHint')}
            rules={required(t('explanation'))}
          >
            <Input.TextArea rows={3} maxLength={2000} showCount />
          </Form.Item>
        </>
      )}
    />
  );
}
