import { useState } from 'react';
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Radio, Upload } from 'antd';
import { packageFileEndings, packageFileTypes } from '@jiangping/domain/standards/package-file';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { base64OfBytes } from './file-content.ts';
import { GivePackagesButton } from './GivePackagesButton.tsx';
import { programmeRefreshes } from './programme-states.ts';
import type { WorkPackage } from './programme-states.ts';
import { programmeTexts } from './programme-texts.ts';

type Answer = { factId: string };

/** What this person may do with the package now, as the server says. */
export function WorkPackageActs({ of: { id: workPackageId, acts } }: { of: WorkPackage }) {
  const t = useTexts(programmeTexts);
  const offered: Readonly<Record<string, React.ReactNode>> = {
    giveWorkPackage: <GivePackagesButton key="give" workPackageId={workPackageId} isMain />,
    draftWorkPackage: (
      <ActButton<object, Answer>
        key="draft"
        label={t('draft')}
        say={t('draftSay')}
        refreshes={programmeRefreshes}
        run={(_, options) => api.standards.draftWorkPackage({ workPackageId }, options)}
      />
    ),
    attachFile: <AttachFileButton key="attach" workPackageId={workPackageId} />,
    submitWorkPackage: (
      <ActButton<object, Answer>
        key="submit"
        label={t('submit')}
        say={t('submitSay')}
        refreshes={programmeRefreshes}
        run={(_, options) => api.standards.submitWorkPackage({ workPackageId }, options)}
      />
    ),
    decideWorkPackage: <DecideButton key="decide" workPackageId={workPackageId} />,
    cancelWorkPackage: <CancelButton key="cancel" workPackageId={workPackageId} />,
  };
  return <>{acts.map((act) => offered[act])}</>;
}

interface FileValue {
  name: string;
  content: string;
}

function AttachFileButton({ workPackageId }: { workPackageId: string }) {
  const t = useTexts(programmeTexts);
  return (
    <ActButton<{ file: FileValue }, Answer>
      label={t('attach')}
      type="default"
      say={t('attachSay', { endings: packageFileEndings })}
      refreshes={programmeRefreshes}
      run={({ file: { name, content } }, options) =>
        api.standards.attachFile({ workPackageId, name, content }, options)
      }
      fields={
        <Form.Item
          name="file"
          label={t('file')}
          rules={[{ required: true, message: t('required', { label: t('file') }) }]}
        >
          <FileField />
        </Form.Item>
      }
    />
  );
}

/** A file of the programme, read in the browser; type and size are checked by the server. */
function FileField({ id, onChange }: { id?: string; onChange?: (value: FileValue | undefined) => void }) {
  const t = useTexts(programmeTexts);
  const [chosen, setChosen] = useState<{ name: string; isRead: boolean } | null>(null);
  const read = async (file: File) => {
    let value: FileValue | undefined;
    try {
      value = { name: file.name, content: base64OfBytes(new Uint8Array(await file.arrayBuffer())) };
    } catch {
      // The file went away or may not be read: said below.
    }
    setChosen({ name: file.name, isRead: value !== undefined });
    onChange?.(value);
  };
  return (
    <>
      <Upload
        {...(id === undefined ? {} : { id })}
        accept={Object.keys(packageFileTypes)
          .map((type) => `.${type}`)
          .join(',')}
        maxCount={1}
        showUploadList={false}
        beforeUpload={(file) => {
          void read(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />}>{chosen?.name ?? t('fileChoose')}</Button>
      </Upload>
      {chosen && !chosen.isRead && <Alert type="error" showIcon title={t('fileUnreadable')} />}
    </>
  );
}

interface DecideValues {
  outcome: 'accepted' | 'returned';
  remarks?: string;
}

function DecideButton({ workPackageId }: { workPackageId: string }) {
  const t = useTexts(programmeTexts);
  return (
    <ActButton<DecideValues, Answer>
      label={t('decide')}
      say={t('decideSay')}
      refreshes={programmeRefreshes}
      run={({ outcome, remarks }, options) =>
        api.standards.decideWorkPackage(
          { workPackageId, outcome, ...(remarks?.trim() ? { remarks } : {}) },
          options,
        )
      }
      fields={
        <>
          <Form.Item
            name="outcome"
            label={t('outcome')}
            rules={[{ required: true, message: t('required', { label: t('outcome') }) }]}
          >
            <Radio.Group
              options={(['accepted', 'returned'] as const).map((value) => ({
                value,
                label: t(`outcomes.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="remarks" label={t('remarks')} extra={t('remarksHint')}>
            <Input.TextArea rows={3} maxLength={2000} showCount />
          </Form.Item>
        </>
      }
    />
  );
}

function CancelButton({ workPackageId }: { workPackageId: string }) {
  const t = useTexts(programmeTexts);
  return (
    <ActButton<{ why: string }, Answer>
      label={t('cancel')}
      isDanger
      // The reason of a package stays in its row, unlike the reasons that the pattern asks for.
      asksReason={false}
      say={t('cancelSay')}
      refreshes={programmeRefreshes}
      run={({ why }, options) => api.standards.cancelWorkPackage({ workPackageId, reason: why }, options)}
      fields={
        <Form.Item
          name="why"
          label={t('reason')}
          extra={t('remarksHint')}
          rules={[{ required: true, whitespace: true, message: t('required', { label: t('reason') }) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
      }
    />
  );
}
