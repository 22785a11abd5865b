import { useState } from 'react';
import { Input, InputNumber, Modal, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, inLanguage, useLanguage, useTexts } from 'kontor/sdk';
import { useStep } from './Answer';
import { fetchPlaces, type Return, type ReturnLine } from './returns';
import { texts } from './texts';

/** Records what was in the parcel, and in what condition. */
export function ReceiveParcel({ request, close }: { request: Return; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const step = useStep(request, close);
  const [note, setNote] = useState('');
  const [place, setPlace] = useState('');
  const places = useQuery({ queryKey: ['return-places'], queryFn: fetchPlaces });
  const options = (places.data?.items ?? []).map(({ code, nameZh, nameEn }) => ({
    value: code,
    label: language === 'zh-CN' ? nameZh : nameEn,
  }));
  const [came, setCame] = useState(() => new Map(request.lines.map((line) => [line.lineId, { good: line.quantity, damaged: 0 }])));
  const of = (line: ReturnLine) => came.get(line.lineId) ?? { good: 0, damaged: 0 };
  const change = (line: ReturnLine, part: Partial<{ good: number; damaged: number }>) =>
    setCame(new Map(came).set(line.lineId, { ...of(line), ...part }));
  const nothing = request.lines.every((line) => of(line).good + of(line).damaged === 0);
  return (
    <Modal
      open
      title={t('receive')}
      okText={t('receive')}
      okButtonProps={{ disabled: nothing }}
      cancelText={c('cancel')}
      confirmLoading={step.isPending}
      onOk={() =>
        step.mutate({
          action: 'receipt',
          body: {
            lines: request.lines.map((line) => ({ lineId: line.lineId, ...of(line) })),
            note: note.trim(),
            location: place || null,
          },
        })
      }
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('receiveLead')}</p>
      <ul className="arrivals">
        {request.lines.map((line) => (
          <li key={line.lineId}>
            <p>
              <span className="strong">{inLanguage(line.name, language)}</span>{' '}
              <span className="quiet">
                {inLanguage(line.options, language)} {t('of', { quantity: line.quantity })}
              </span>
            </p>
            <div className="arrivals-counts">
              <label>
                <span>{t('good')}</span>
                <InputNumber
                  min={0}
                  max={line.quantity - of(line).damaged}
                  precision={0}
                  value={of(line).good}
                  onChange={(good) => change(line, { good: good ?? 0 })}
                />
              </label>
              <label>
                <span>{t('damaged')}</span>
                <InputNumber
                  min={0}
                  max={line.quantity - of(line).good}
                  precision={0}
                  value={of(line).damaged}
                  onChange={(damaged) => change(line, { damaged: damaged ?? 0 })}
                />
              </label>
            </div>
          </li>
        ))}
      </ul>
      {nothing && <p className="fault">{t('nothingCame')}</p>}
      {options.length > 1 && (
        <label className="arrivals-note">
          <span>{t('place')}</span>
          <Select value={place} onChange={setPlace} options={[{ value: '', label: t('placeUsual') }, ...options]} />
        </label>
      )}
      <label className="arrivals-note">
        <span>{t('note')}</span>
        <Input.TextArea rows={2} maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
    </Modal>
  );
}
