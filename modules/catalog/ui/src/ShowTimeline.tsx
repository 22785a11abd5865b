import { Panel, useFormats, useTexts } from 'kontor/sdk';
import { entryTexts, partTexts, texts, type Entry } from './versions';

/** What happened to a version: who, when and why; the last first. */
export function ShowTimeline({ entries }: { entries: Entry[] }) {
  const t = useTexts(texts);
  const e = useTexts(entryTexts);
  const p = useTexts(partTexts);
  const { time } = useFormats();
  const about = ({ code, about: part }: Entry) => {
    if (!part) return undefined;
    return code === 'SCHEDULED' ? time(part) : part in partTexts ? p(part as keyof typeof partTexts) : part;
  };
  const note = ({ code, note: said }: Entry) => (code === 'RESTORED' ? t('restoredFrom', { number: said }) : said);
  const who = ({ name }: Entry) => (name === 'kontor' ? t('system') : name);
  return (
    <Panel title={t('timeline')}>
      <ol className="timeline">
        {entries.toReversed().map((entry, at) => (
          <li key={`${entry.at} ${String(at)}`}>
            <p className="strong">
              {e(entry.code)}
              {about(entry) && <span className="quiet"> · {about(entry)}</span>}
            </p>
            {entry.note && <p className="said">{note(entry)}</p>}
            <p className="quiet">
              {time(entry.at)}
              {entry.name && ` · ${who(entry)}`}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
