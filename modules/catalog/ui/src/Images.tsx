import { useRef, useState, type DragEvent } from 'react';
import { App, Button, Progress } from 'antd';
import { explain, Icon, Panel, useLanguage, useTexts } from 'kontor/sdk';
import { uploadImage, type Picture } from './products';
import { texts } from './texts';

const megabytesMax = 10;
const accepted = ['image/jpeg', 'image/png', 'image/webp'];

/** The images of a product in the order in which they are shown. */
export function Images({ media, change }: { media: Picture[]; change: (with_: (media: Picture[]) => Picture[]) => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const chooser = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ name: string; share: number }>();
  const [over, setOver] = useState(false);

  const send = async (files: File[]) => {
    for (const file of files.filter(({ type }) => accepted.includes(type))) {
      if (file.size > megabytesMax * 1024 * 1024) {
        void message.error(t('imageTooLarge', { name: file.name, max: megabytesMax }));
        continue;
      }
      try {
        setSending({ name: file.name, share: 0 });
        const sent = await uploadImage(file, (share) => setSending({ name: file.name, share }));
        change((now) => [...now, sent]);
      } catch (error) {
        void message.error(`${file.name}: ${explain(error, language)}`, 6);
      } finally {
        setSending(undefined);
      }
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  const move = (from: number, by: number) =>
    change((now) => {
      const moved = [...now];
      moved.splice(from + by, 0, ...moved.splice(from, 1));
      return moved;
    });

  return (
    <Panel title={t('images')}>
      <ul className="images">
        {media.map((image, index) => (
          <li key={image.media} className="image">
            <img src={image.url} alt="" />
            {index === 0 && <span className="image-lead">{t('imageLead')}</span>}
            <span className="image-tools">
              <Button
                size="small"
                type="text"
                aria-label={t('imageEarlier')}
                title={t('imageEarlier')}
                disabled={index === 0}
                icon={
                  <span className="turned">
                    <Icon name="chevron" size={16} />
                  </span>
                }
                onClick={() => move(index, -1)}
              />
              <Button
                size="small"
                type="text"
                aria-label={t('imageLater')}
                title={t('imageLater')}
                disabled={index === media.length - 1}
                icon={<Icon name="chevron" size={16} />}
                onClick={() => move(index, 1)}
              />
              <Button
                size="small"
                type="text"
                aria-label={t('imageRemove')}
                title={t('imageRemove')}
                icon={<Icon name="trash" size={16} />}
                onClick={() => change((now) => now.filter(({ media: one }) => one !== image.media))}
              />
            </span>
          </li>
        ))}
        <li className={over ? 'image-drop image-drop-over' : 'image-drop'}>
          <button
            type="button"
            onClick={() => chooser.current?.click()}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
          >
            <Icon name="upload" size={22} />
            <span>{t('imagesLead', { max: megabytesMax })}</span>
            {sending && <Progress percent={Math.round(sending.share * 100)} size="small" />}
          </button>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            accept={accepted.join(',')}
            onChange={({ target }) => {
              void send([...(target.files ?? [])]);
              target.value = '';
            }}
          />
        </li>
      </ul>
    </Panel>
  );
}
