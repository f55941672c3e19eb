import { useMutation } from '@tanstack/react-query';
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { api } from '../shell/api.ts';
import { saveFile } from '../shell/download.ts';
import { useTexts } from '../shell/language.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import { Rows } from '../shell/Rows.tsx';
import { useFormats } from '../shell/times.ts';
import { bytesOfBase64 } from './file-content.ts';
import type { WorkPackage } from './programme-states.ts';
import { programmeTexts } from './programme-texts.ts';

/** The files of a package with their digests; a download is a reading on record. */
export function PackageFiles({ of: { id: workPackageId, files } }: { of: WorkPackage }) {
  const t = useTexts(programmeTexts);
  const formats = useFormats();
  const download = useMutation({
    mutationFn: (fileId: string) => api.standards.getPackageFile({ workPackageId, fileId }),
    onSuccess: ({ name, media, content }) => saveFile(name, bytesOfBase64(content), media),
  });
  return (
    <>
      {download.isError && <RefusalAlert error={download.error} />}
      <Rows
        rows={files}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', title: t('file'), render: ({ name }) => name },
          { key: 'round', title: t('round'), render: ({ round }) => t('roundOf', { round }) },
          {
            key: 'size',
            title: t('size'),
            align: 'right',
            render: ({ bytes }) => t('sizeOf', { size: formats.number(bytes) }),
          },
          {
            key: 'digest',
            title: t('digest'),
            render: ({ sha256 }) => (
              <span className="code quiet" title={sha256}>
                {sha256.slice(0, 16)}…
              </span>
            ),
          },
          {
            key: 'attachedAt',
            title: t('attachedAt'),
            render: ({ attachedAt }) => formats.instant(attachedAt),
          },
        ]}
        rowActs={({ id, name }) => (
          <Button
            type="link"
            icon={<DownloadOutlined />}
            loading={download.isPending && download.variables === id}
            aria-label={`${t('download')} ${name}`}
            onClick={() => download.mutate(id)}
          >
            {t('download')}
          </Button>
        )}
        empty={<ListEmpty isFiltered={false} say={t('filesEmpty')} />}
      />
    </>
  );
}
