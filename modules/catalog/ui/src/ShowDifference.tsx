import { useState } from 'react';
import { diffWordsWithSpace } from 'diff';
import { Badge, Panel, useLanguage, useTexts, type Pair, type Tone } from 'kontor/sdk';
import { Button } from 'antd';
import { fieldTexts, partTexts, texts, type Change } from './versions';

const kindTones: Record<Change['kind'], Tone> = { ADDED: 'success', REMOVED: 'danger', CHANGED: 'info' };

/** So many of one part are shown at once: a product may have 2,000 variants. */
const shownAtOnce = 30;

/** Chinese has no spaces between its words. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** What a version changes, part by part. @param lead against what, none what to say when nothing is changed */
export function ShowDifference({
  changes,
  pictures,
  lead,
  none,
}: {
  changes: Change[];
  pictures: Record<string, string>;
  lead: string;
  none: string;
}) {
  const t = useTexts(texts);
  const parts = [...new Set(changes.map(({ part }) => part))];
  if (parts.length === 0) {
    return (
      <Panel title={t('difference')}>
        <p className="quiet">{none}</p>
      </Panel>
    );
  }
  return (
    <>
      <p className="quiet change-lead">{lead}</p>
      {parts.map((part) => (
        <Part key={part} part={part} changes={changes.filter((change) => change.part === part)} pictures={pictures} />
      ))}
    </>
  );
}

function usePair() {
  const { language } = useLanguage();
  return (names: Record<string, Pair>, key: string) => names[key]?.[language === 'zh-CN' ? 0 : 1] ?? key;
}

function Part({ part, changes, pictures }: { part: string; changes: Change[]; pictures: Record<string, string> }) {
  const t = useTexts(texts);
  const named = usePair();
  const [shown, setShown] = useState(shownAtOnce);
  return (
    <Panel title={named(partTexts, part)} actions={<span className="quiet">{t('changes', { count: changes.length })}</span>} flush>
      <ul className="changes">
        {changes.slice(0, shown).map((change) => (
          <li key={change.item ?? ''} className="change">
            {change.item && (
              <p className="change-head">
                {pictures[change.item] && <img className="thumb" src={pictures[change.item]} alt="" loading="lazy" />}
                {!pictures[change.item] && <span className="code">{change.item}</span>}
                <Badge tone={kindTones[change.kind]}>{t(change.kind)}</Badge>
              </p>
            )}
            <Fields change={change} />
          </li>
        ))}
      </ul>
      {changes.length > shown && (
        <p className="change">
          <Button onClick={() => setShown(shown + 10 * shownAtOnce)}>{t('moreChanges', { count: changes.length - shown })}</Button>
        </p>
      )}
    </Panel>
  );
}

/** What names the thing is told above its fields already. */
const naming = new Set(['sku', 'media', 'code', '']);

function Fields({ change }: { change: Change }) {
  const t = useTexts(texts);
  const named = usePair();
  const fields = change.item ? change.fields.filter(({ field }) => !naming.has(field)) : change.fields;
  if (fields.length === 0) return null;
  return (
    <dl className="change-fields">
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          {field && (
            <dt>
              {field
                .split('.')
                .map((word) => named(fieldTexts, word))
                .join(' · ')}
            </dt>
          )}
          <dd>
            {field === 'position' && change.kind === 'CHANGED' ? (
              t('moved', { before: before ?? '', after: after ?? '' })
            ) : (
              <Words {...readable(change.part, before ?? '', after ?? '')} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Descriptions are HTML: people read what it says, unless nothing but the HTML changed. */
function readable(part: string, before: string, after: string) {
  if (part !== 'description') return { before, after };
  const words = { before: wordsOf(before), after: wordsOf(after) };
  return words.before === words.after ? { before, after } : words;
}

function wordsOf(html: string) {
  const page = new DOMParser().parseFromString(
    html.replaceAll('<li>', '<li>• ').replaceAll(/<\/(p|li|h\d|div|tr)>|<br\s*\/?>/g, '$&\n'),
    'text/html',
  );
  return (page.body.textContent ?? '').replaceAll(/\n{2,}/g, '\n').trim();
}

/** The two texts in one: what is gone struck through, what is new underlined. */
function Words({ before, after }: { before: string; after: string }) {
  if (!before || !after || before.length + after.length < 24) {
    return (
      <>
        {before && <del>{before}</del>} {after && <ins>{after}</ins>}
      </>
    );
  }
  return (
    <>
      {diffWordsWithSpace(before, after, { intlSegmenter: segmenter }).map((piece, at) =>
        piece.added ? (
          <ins key={at}>{piece.value}</ins>
        ) : piece.removed ? (
          <del key={at}>{piece.value}</del>
        ) : (
          <span key={at}>{shortened(piece.value)}</span>
        ),
      )}
    </>
  );
}

/** What stays the same is shown as far as one needs it to find one's way. */
function shortened(same: string) {
  return same.length > 240 ? `${same.slice(0, 100)} … ${same.slice(-100)}` : same;
}
