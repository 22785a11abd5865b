import { Form, Input } from 'antd';
import { useTexts } from 'kontor/sdk';
import { EditedList, WordsField } from './Words';
import type { Change } from './Tuning';
import { texts } from './texts';
import type { Tuning } from './tuning';

const ADDRESS = /^((\/[a-z0-9]+(-[a-z0-9]+)*){1,5}|\/search\?(brand|category)=[a-z0-9]+(-[a-z0-9]+)*)$/;

/** Searches that open a page of the shop. */
export function Redirects({ draft, change }: { draft: Tuning; change: Change }) {
  const t = useTexts(texts);
  return (
    <EditedList
      title={t('redirects')}
      lead={t('redirectsLead')}
      none={t('redirectsNone')}
      add={t('addRedirect')}
      items={draft.redirects}
      change={change && ((redirects) => change({ ...draft, redirects }))}
      fresh={{ words: [], address: '' }}
      describe={({ words, address }) => (
        <>
          <span className="strong">{words.join(' · ')}</span> → <span className="code">{address}</span>
        </>
      )}
      fields={() => (
        <>
          <WordsField name="words" label={t('typed')} least={1} />
          <Form.Item
            name="address"
            label={t('address')}
            extra={t('addressLead')}
            rules={[{ required: true, pattern: ADDRESS, message: t('addressRule') }]}
          >
            <Input maxLength={200} spellCheck={false} />
          </Form.Item>
        </>
      )}
    />
  );
}
