import { useState } from 'react';
import { Button, Checkbox, Input } from 'antd';
import { useAction, useTexts } from 'kontor/sdk';
import { careTexts } from './careTexts';
import { noteOrder, orderKey, type Order } from './orders';

/** Writes something into an order's timeline, for colleagues or for the buyer. */
export function NoteOrder({ order }: { order: Order }) {
  const t = useTexts(careTexts);
  const [text, setText] = useState('');
  const [toBuyer, setToBuyer] = useState(false);
  const [attempt, setAttempt] = useState(() => crypto.randomUUID());
  // Another text is another attempt: the key stands for one note.
  const renew = () => setAttempt(crypto.randomUUID());
  const note = useAction(() => noteOrder(order.number, { text: text.trim(), toBuyer }, attempt), {
    done: toBuyer ? t('messageSent') : t('noteKept'),
    refreshes: [orderKey(order.number)],
    then: () => {
      setText('');
      setToBuyer(false);
      renew();
    },
  });
  return (
    <div className="note-order">
      <Input.TextArea
        aria-label={t('note')}
        placeholder={t('note')}
        rows={2}
        maxLength={1000}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          renew();
        }}
      />
      <div className="note-order-end">
        <Checkbox
          checked={toBuyer}
          onChange={({ target }) => {
            setToBuyer(target.checked);
            renew();
          }}
        >
          {t('toBuyer')}
        </Checkbox>
        <Button disabled={text.trim() === ''} loading={note.isPending} onClick={() => note.mutate(undefined)}>
          {toBuyer ? t('send') : t('keep')}
        </Button>
      </div>
    </div>
  );
}
