import { Checkbox, Form } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { useMay, useMe } from '../shell/me.ts';
import { claimRefreshes } from './claims.ts';
import type { Claim } from './claims.ts';
import { certificateTexts } from './texts.ts';

/** Claims certificates for everybody who passed in a released batch. */
export function ClaimButton({ batchId, code }: { batchId: string; code: string }) {
  const t = useTexts(certificateTexts);
  return (
    <ActButton<object, { factId: string; claimed: number }>
      label={t('claim')}
      say={t('claimSay', { code })}
      refreshes={claimRefreshes}
      run={(_, options) => api.certificates.claimCertificates({ batchId }, options)}
      done={({ claimed }) => t('claimedDone', { count: claimed })}
    />
  );
}

/** Approves a claim of another person; one's own says why it has no button. */
export function ApproveButton({ claim }: { claim: Claim }) {
  const t = useTexts(certificateTexts);
  const { person } = useMe();
  const may = useMay();
  if (!may('approveClaim') || claim.approvedBy) return null;
  if (claim.claimedBy.id === person.id) return <span className="quiet">{t('ownClaim')}</span>;
  return (
    <ActButton<{ isChecked: boolean }, { factId: string; issued: number }>
      label={t('approve')}
      say={t('approveSay', { code: claim.batchCode, count: claim.passed })}
      refreshes={claimRefreshes}
      run={(_, options) => api.certificates.approveClaim({ batchId: claim.batchId }, options)}
      done={({ issued }) => t('approvedDone', { count: issued })}
      fields={
        <>
          <p className="claim-links">
            {/* In another tab: the dialog stays as it is. */}
            <a href={`/batches/${claim.batchId}/review`} target="_blank" rel="noreferrer">
              {t('seeDecision')}
            </a>
            {' · '}
            <a href={`/batches/${claim.batchId}/results?show=passed`} target="_blank" rel="noreferrer">
              {t('seePassed')}
            </a>
          </p>
          <Form.Item
            name="isChecked"
            valuePropName="checked"
            rules={[
              {
                validator: (_, isChecked) =>
                  isChecked === true ? Promise.resolve() : Promise.reject(new Error(t('approveCheck'))),
              },
            ]}
          >
            <Checkbox>{t('approveChecked')}</Checkbox>
          </Form.Item>
        </>
      }
    />
  );
}
