import { useState } from 'react';
import { App, Button, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { Badge, common, DataTable, Empty, Facts, Frame, useFormats, useMay, usePages, useTexts, type Column } from 'kontor/sdk';
import { eventId, fetchWaitingEvents, replayEvent, type WaitingEvent } from './operations';
import { texts } from './texts';

/** Events that no handler could take: what went wrong, and trying them once more. */
export function ParkedEvents() {
  const t = useTexts(texts);
  const may = useMay();
  const { time, number } = useFormats();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const pages = usePages(['events'], fetchWaitingEvents);
  const [shown, setShown] = useState<WaitingEvent>();

  const replay = async (events: WaitingEvent[]) => {
    try {
      for (const event of events) await replayEvent(event);
      void message.success(t('replayed', { count: events.length }));
    } finally {
      await queries.invalidateQueries({ queryKey: ['events'] });
    }
  };

  const columns: Column<WaitingEvent>[] = [
    {
      key: 'type',
      title: t('type'),
      onPhone: 'lead',
      cell: (event) => (
        <button type="button" className="link-button" onClick={() => setShown(event)} title={t('details')}>
          {event.type}
        </button>
      ),
      csv: (event) => event.type,
    },
    {
      key: 'state',
      title: t('state'),
      onPhone: 'end',
      cell: (event) => <Badge tone={event.parkedAt ? 'danger' : 'warning'}>{t(event.parkedAt ? 'isParked' : 'retries')}</Badge>,
    },
    {
      key: 'handler',
      title: t('handler'),
      cell: (event) => `${event.listener} · ${event.handler}`,
      csv: (event) => `${event.listener} ${event.handler}`,
    },
    {
      key: 'attempts',
      title: t('attempts'),
      align: 'right',
      cell: (event) => <span className="number">{number(event.attempts)}</span>,
      csv: (event) => event.attempts,
    },
    {
      key: 'since',
      title: t('since'),
      cell: (event) => time(event.parkedAt ?? event.nextAt),
      csv: (event) => event.parkedAt ?? event.nextAt,
    },
    {
      key: 'lastError',
      title: t('lastError'),
      onPhone: 'hidden',
      cell: (event) => <span className="samples">{event.lastError}</span>,
      csv: (event) => event.lastError,
    },
  ];

  return (
    <Frame title={t('events')}>
      <p className="quiet lead">{t('eventsLead')}</p>
      <DataTable
        id="events"
        columns={columns}
        pages={pages}
        rowKey={eventId}
        bulk={may('operations.write') ? [{ title: t('replay'), run: replay }] : []}
        exportAs={{ name: t('events'), fetchPage: fetchWaitingEvents }}
        empty={
          <Empty icon="check" title={t('eventsNone')}>
            {t('eventsNoneLead')}
          </Empty>
        }
      />
      {shown && <EventContent event={shown} close={() => setShown(undefined)} />}
    </Frame>
  );
}

function EventContent({ event, close }: { event: WaitingEvent; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { time } = useFormats();
  return (
    <Modal open title={event.type} onCancel={close} footer={<Button onClick={close}>{c('close')}</Button>} width={680}>
      <Facts
        facts={[
          [t('handler'), `${event.listener} · ${event.handler}`],
          [t('attempts'), event.attempts],
          [t('since'), time(event.parkedAt ?? event.nextAt)],
          [
            t('lastError'),
            <span key="error" className="code">
              {event.lastError}
            </span>,
          ],
          [
            t('payload'),
            <pre key="payload" className="code payload">
              {pretty(event.payload)}
            </pre>,
          ],
        ]}
      />
    </Modal>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
