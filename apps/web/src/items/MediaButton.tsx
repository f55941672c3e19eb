import { useMutation } from '@tanstack/react-query';
import { PictureOutlined } from '@ant-design/icons';
import { App, Button, Upload } from 'antd';
import { useTexts } from '../shell/language.ts';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import type { DraftMedium } from './item-draft.ts';
import { mediaEndings, mostMediaBytes, storeMedium } from './item-media.ts';
import { questionTexts } from './question-texts.ts';

/** The name by which texts call a new file: letters, digits, dots and dashes, unlike those that are there. */
export function freeMediumName(name: string, media: readonly DraftMedium[], sha256: string): string {
  const plain =
    name
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .slice(-60) || 'file';
  const isFree = (wanted: string) => media.every((each) => each.name !== wanted || each.sha256 === sha256);
  for (let i = 1; ; i += 1) {
    const wanted = i === 1 ? plain : `${String(i)}-${plain}`;
    if (isFree(wanted)) return wanted;
  }
}

/** Uploads a picture or recording for the draft; `onStored` is given what to call it. */
export function MediaButton({
  label,
  isIcon = false,
  media,
  onStored,
}: {
  label: string;
  isIcon?: boolean;
  media: readonly DraftMedium[];
  onStored: (medium: DraftMedium) => void;
}) {
  const t = useTexts(questionTexts);
  const { message, modal } = App.useApp();
  const limit = mostMediaBytes / 1e6;
  const store = useMutation({
    mutationFn: async (file: File) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const stored = await storeMedium(file.name, bytes);
      const name = freeMediumName(file.name, media, stored.sha256);
      const { sha256, type, bytes: size, width, height } = stored;
      onStored({ name, sha256, type, bytes: size, width, height });
    },
    onError: (error) => void modal.error({ title: label, content: <RefusalAlert error={error} /> }),
  });
  return (
    <Upload
      accept={mediaEndings}
      showUploadList={false}
      beforeUpload={(file) => {
        if (file.size > mostMediaBytes) void message.error(t('mediumTooLarge', { name: file.name, limit }));
        else store.mutate(file);
        return false;
      }}
    >
      <Button
        icon={<PictureOutlined />}
        loading={store.isPending}
        aria-label={label}
        title={t('mediumSay', { limit })}
      >
        {isIcon ? null : label}
      </Button>
    </Upload>
  );
}
