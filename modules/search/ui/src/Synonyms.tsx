import { useTexts } from 'kontor/sdk';
import { EditedList, WordsField } from './Words';
import type { Change } from './Tuning';
import { texts } from './texts';
import type { Tuning } from './tuning';

/** Words that mean the same. */
export function Synonyms({ draft, change }: { draft: Tuning; change: Change }) {
  const t = useTexts(texts);
  return (
    <EditedList
      title={t('synonyms')}
      lead={t('synonymsLead')}
      none={t('synonymsNone')}
      add={t('addSynonyms')}
      items={draft.synonyms}
      change={change && ((synonyms) => change({ ...draft, synonyms }))}
      fresh={{ words: [], means: [] }}
      describe={({ words, means }) =>
        means.length === 0 ? (
          <span className="strong">{words.join(' = ')}</span>
        ) : (
          <span className="strong">{`${words.join(', ')} → ${means.join(', ')}`}</span>
        )
      }
      fields={({ means }) => (
        <>
          <WordsField name="words" label={t('typed')} least={means?.length ? 1 : 2} {...(means?.length ? {} : { fault: t('two') })} />
          <WordsField name="means" label={t('means')} />
        </>
      )}
    />
  );
}
