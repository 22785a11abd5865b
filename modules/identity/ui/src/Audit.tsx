import { common, DataTable, Empty, Frame, useFormats, useLanguage, usePages, useQueryState, useTexts, type Column } from 'kontor/sdk';
import { changedFields } from './changedFields';
import { fetchAudit, type AuditEntry } from './staff';
import { actions, fields, texts } from './texts';

/** Who changed what. */
export function Audit() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const c = useTexts(common);
  const { moment } = useFormats();
  const [query] = useQueryState();
  const subject = query.get('subject') ?? undefined;
  const pages = usePages(['audit', subject], (cursor, signal) => fetchAudit(subject, cursor, signal));
  const named = (entry: AuditEntry) => actions[entry.action]?.[language === 'zh-CN' ? 0 : 1] ?? entry.action;
  const subjectOf = (entry: AuditEntry) => String(entry.after?.['name'] ?? entry.before?.['name'] ?? entry.subject);

  const fieldName = (field: string) => fields[field]?.[language === 'zh-CN' ? 0 : 1] ?? field;
  const plain = (value: string) => (value === 'true' ? c('yes') : value === 'false' ? c('no') : value);

  const columns: Column<AuditEntry>[] = [
    { key: 'at', title: t('at'), cell: (entry) => <span className="number">{moment(entry.at)}</span>, csv: (entry) => entry.at },
    { key: 'who', title: t('who'), cell: (entry) => entry.name, csv: (entry) => entry.name },
    { key: 'action', title: t('action'), onPhone: 'lead', cell: (entry) => <span className="strong">{named(entry)}</span>, csv: named },
    { key: 'subject', title: t('subject'), cell: subjectOf, csv: subjectOf },
    {
      key: 'changes',
      title: t('changes'),
      cell: (entry) => (
        <ul className="changes">
          {changedFields(entry.before, entry.after).map(({ field, before, after }) => (
            <li key={field}>
              <span className="quiet">{fieldName(field)}</span> {before && <del>{plain(before)}</del>} {plain(after)}
            </li>
          ))}
        </ul>
      ),
      csv: (entry) =>
        changedFields(entry.before, entry.after)
          .map(({ field, before, after }) => `${field}: ${before} -> ${after}`)
          .join('; '),
    },
  ];

  return (
    <Frame title={t('audit')}>
      <p className="quiet lead">{t('auditLead')}</p>
      <DataTable
        id="audit"
        columns={columns}
        pages={pages}
        rowKey={(entry) => entry.id}
        exportAs={{ name: t('audit'), fetchPage: (cursor) => fetchAudit(subject, cursor) }}
        empty={<Empty icon="clock" title={t('auditNone')} />}
      />
    </Frame>
  );
}
