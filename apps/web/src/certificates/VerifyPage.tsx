import { useTexts } from '../shell/language.ts';
import { PublicFrame } from '../shell/PublicFrame.tsx';
import { VerifyFile } from './VerifyFile.tsx';
import { VerifyNumber } from './VerifyNumber.tsx';
import { HowChecked } from './HowChecked.tsx';
import { verifyTexts } from './public-texts.ts';

/** Three ways to verify: the code, number and name, the file. */
export function VerifyPage() {
  const t = useTexts(verifyTexts);
  return (
    <PublicFrame title={t('title')}>
      <section className="verify-lead">
        <h1>{t('heading')}</h1>
        <p>{t('lead')}</p>
      </section>
      <div className="verify-ways">
        <VerifyNumber />
        <VerifyFile />
        <section className="public-card verify-code">
          <h2>{t('byCode')}</h2>
          <p>{t('byCodeSay')}</p>
        </section>
      </div>
      <HowChecked />
    </PublicFrame>
  );
}
