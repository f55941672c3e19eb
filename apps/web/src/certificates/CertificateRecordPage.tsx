import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Flex, QRCode, Result, Skeleton } from 'antd';
import { DownloadOutlined, FilePdfOutlined } from '@ant-design/icons';
import { idTypeNames } from '@jiangping/domain/people/person-choices';
import './certificates.css';
import { saveFile } from '../shell/download.ts';
import { api } from '../shell/api.ts';
import { LevelName, Name, Occupation } from '../shell/cells.tsx';
import { useJoin, useTexts, useWord } from '../shell/language.ts';
import type { Words } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { publicAddressOf } from './certificate.ts';
import type { CertificateRow } from './certificate.ts';
import { CertificateStateTag } from './certificate-columns.tsx';
import { tidyNumber } from './find-certificate.ts';
import { certificateRoute } from './routes.ts';
import { certificateTexts } from './texts.ts';
import { verifyInBrowser } from './verify-in-browser.ts';
import type { Verification } from './verify-in-browser.ts';

/** One certificate for the staff: what was signed, checked in this browser, its files, its public page and code. */
export function CertificateRecordPage() {
  const t = useTexts(certificateTexts);
  const number = tidyNumber(certificateRoute.useParams().number);
  const query = useQuery({
    queryKey: ['certificates', 'listCertificates', 'number', number],
    queryFn: async ({ signal }) => {
      const { rows } = await api.certificates.listCertificates({ q: number, pageSize: 10 }, { signal });
      return rows.find((row) => row.number === number) ?? null;
    },
  });
  return (
    <Loaded query={query}>
      {(certificate) =>
        certificate ? (
          <CertificateRecord certificate={certificate} />
        ) : (
          <Result
            status="404"
            title={t('notFound', { number })}
            extra={<LinkButton href="/certificates">{t('toRegister')}</LinkButton>}
          />
        )
      }
    </Loaded>
  );
}

function CertificateRecord({ certificate }: { certificate: CertificateRow }) {
  const t = useTexts(certificateTexts);
  const bundle = useQuery({
    queryKey: ['certificates', 'getBundle', certificate.id],
    queryFn: async ({ signal }) => {
      const answer = await api.certificates.getBundle({ certificateId: certificate.id }, { signal });
      return { ...answer, verification: await verifyInBrowser(answer.bundle) };
    },
  });
  const file = bundle.data;
  return (
    <Page
      heading={certificate.number}
      beside={<CertificateStateTag of={certificate.state} />}
      say={certificate.holder.name}
    >
      {bundle.isError && (
        <div className="section">
          <RefusalAlert error={bundle.error} onRetry={() => void bundle.refetch()} />
        </div>
      )}
      {bundle.isPending && (
        <Card className="section">
          <p role="status">{t('checking')}</p>
          <Skeleton active />
        </Card>
      )}
      {file && <Verdict verification={file.verification} certificate={certificate} />}
      <div className="certificate-page">
        <RecordCard certificate={certificate} verification={file?.verification ?? null} />
        <FilesCard certificate={certificate} file={file ?? null} />
      </div>
    </Page>
  );
}

function Verdict({
  verification: { verdict, lines },
  certificate,
}: {
  verification: Verification;
  certificate: CertificateRow;
}) {
  const t = useTexts(certificateTexts);
  const word = useWord();
  const join = useJoin();
  const isInForce = certificate.state === 'issued' || certificate.state === 'corrected';
  const titlesOf = (holds: boolean | null) =>
    join(lines.filter((line) => line.holds === holds).map(({ title }) => word(title)));
  const open = lines.filter(({ holds }) => holds === null);
  const [type, title] = !verdict.genuine
    ? (['error', t('genuineNot', { lines: titlesOf(false) })] as const)
    : !isInForce || !verdict.valid
      ? (['warning', t('notInForce')] as const)
      : open.length > 0
        ? (['info', t('genuineOpen', { lines: join(open.map(({ sentence }) => word(sentence))) })] as const)
        : (['success', t('genuine')] as const);
  return (
    <Alert
      className="section"
      type={type}
      showIcon
      role={type === 'error' ? 'alert' : 'status'}
      title={title}
      description={
        <>
          {type === 'error' && <p>{t('genuineNotSay')}</p>}
          <details open={type === 'error'}>
            <summary>{t('checks')}</summary>
            <ul className="lines">
              {lines.map(({ name, holds, title: line, sentence }) => (
                <li key={name}>
                  <StateTag tone={holds === null ? 'warning' : holds ? 'good' : 'bad'}>{word(line)}</StateTag>{' '}
                  {word(sentence)}
                </li>
              ))}
            </ul>
          </details>
        </>
      }
    />
  );
}

const idTypes: Readonly<Record<string, Words>> = idTypeNames;

function RecordCard({
  certificate,
  verification,
}: {
  certificate: CertificateRow;
  verification: Verification | null;
}) {
  const t = useTexts(certificateTexts);
  const word = useWord();
  const formats = useFormats();
  // What a file that fails the check says is not repeated as if it had been certified.
  const record = verification?.verdict.genuine ? verification.verdict.record : null;
  return (
    <Card className="section" title={t('record')}>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'holder', label: t('holder'), children: record?.name ?? certificate.holder.name },
          ...(record
            ? [
                {
                  key: 'id',
                  label: t('idDocument'),
                  children: `${word(idTypes[record.idType], record.idType)} ${record.idNumberMasked}`,
                },
              ]
            : []),
          { key: 'occupation', label: t('occupation'), children: <Occupation of={certificate.occupation} /> },
          { key: 'level', label: t('level'), children: <LevelName of={certificate.level} /> },
          {
            key: 'number',
            label: t('number'),
            children: <span className="code">{certificate.number}</span>,
          },
          ...(record?.partScores?.length
            ? [
                {
                  key: 'scores',
                  label: t('scores'),
                  children: (
                    <span className="two-lines">
                      {record.partScores.map((part) => (
                        <span key={part.nameZh}>
                          {t('scoreOf', { part: word(part), score: part.score, maximum: part.maximum })}
                        </span>
                      ))}
                    </span>
                  ),
                },
              ]
            : []),
          { key: 'issuedOn', label: t('issuedOn'), children: formats.date(certificate.issuedOn) },
          ...(record
            ? [{ key: 'institution', label: t('institution'), children: record.institutionName }]
            : []),
          { key: 'site', label: t('site'), children: <Name of={certificate.site} /> },
          ...(record ? [{ key: 'scope', label: t('scope'), children: record.site.scopeSentence }] : []),
          {
            key: 'batch',
            label: t('batch'),
            children: (
              <PlainLink href={`/batches/${certificate.batchId}/certificates`}>{t('openBatch')}</PlainLink>
            ),
          },
        ]}
      />
    </Card>
  );
}

function FilesCard({
  certificate,
  file,
}: {
  certificate: CertificateRow;
  file: { fileName: string; bundle: string; verification: Verification } | null;
}) {
  const t = useTexts(certificateTexts);
  const may = useMay();
  const address = publicAddressOf(certificate.token);
  const print = useMutation({
    mutationFn: () => api.certificates.getPdf({ certificateId: certificate.id }),
    onSuccess: async (pdf) =>
      saveFile(`${certificate.number}.pdf`, new Uint8Array(await pdf.arrayBuffer()), 'application/pdf'),
  });
  return (
    <Card className="section" title={t('files')}>
      <Flex vertical gap={8} align="start">
        {may('printCertificate') ? (
          <Button
            type="primary"
            icon={<FilePdfOutlined />}
            loading={print.isPending}
            onClick={() => print.mutate()}
          >
            {print.isPending ? t('printing') : t('print')}
          </Button>
        ) : (
          <p className="quiet">{t('printOnly')}</p>
        )}
        {print.isError && <RefusalAlert error={print.error} />}
        <Button
          icon={<DownloadOutlined />}
          disabled={file === null}
          onClick={() => file && saveFile(file.fileName, file.bundle, 'application/json')}
        >
          {t('save')}
        </Button>
      </Flex>
      <h2 className="certificate-code-title">{t('code')}</h2>
      <div className="certificate-code">
        {/* The address beside it says the same in words. */}
        <div aria-hidden="true">
          <QRCode value={address} size={148} bordered={false} />
        </div>
        <div>
          <p className="quiet">{t('codeSay')}</p>
          <a href={address} target="_blank" rel="noreferrer" className="code">
            {address}
          </a>
        </div>
      </div>
    </Card>
  );
}
