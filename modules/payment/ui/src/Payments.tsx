import { Alert, Button, Checkbox } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  DataTable,
  Empty,
  FilterChoice,
  FilterDays,
  FilterText,
  Frame,
  Link,
  midnight,
  useFormats,
  useLanguage,
  usePages,
  useQueryState,
  useTexts,
  type Column,
  type Pair,
} from 'kontor/sdk';
import { fetchPayments, fetchSummary, isSome, isStatus, statuses, statusTexts, toneOf, type PaymentRow } from './payments';
import { methods, texts } from './texts';

/** The name of a code in the language of the person; one that is newer than the texts is shown as it is. */
export function useNames() {
  const { language } = useLanguage();
  return (names: Record<string, Pair>, key: string) => names[key]?.[language === 'zh-CN' ? 0 : 1] ?? key;
}

/** Finds payments: those whose outcome is not known first, then the newest. */
export function Payments() {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const named = useNames();
  const { money, time } = useFormats();
  const [query, changeQuery] = useQueryState();
  const filter = {
    status: query.get('status') ?? undefined,
    method: query.get('method') ?? undefined,
    orderId: query.get('orderId') ?? undefined,
    q: query.get('q') ?? undefined,
    told: query.get('told') ?? undefined,
    from: midnight(query.get('from') ?? undefined),
    to: midnight(query.get('to') ?? undefined, 1),
  };
  const pages = usePages(['payments', filter], (cursor, signal) => fetchPayments(filter, cursor, signal));
  const summary = useQuery({ queryKey: ['payments', 'summary'], queryFn: fetchSummary });

  const statusOf = (payment: PaymentRow) => (isStatus(payment.status) ? s(payment.status) : payment.status);

  const columns: Column<PaymentRow>[] = [
    {
      key: 'order',
      title: t('order'),
      onPhone: 'lead',
      cell: (payment) => (
        <Link to={`/payment/payments/${payment.id}`} className="number strong">
          {payment.orderNumber}
        </Link>
      ),
      csv: (payment) => payment.orderNumber,
    },
    {
      key: 'status',
      title: t('status'),
      onPhone: 'end',
      cell: (payment) => (
        <>
          <Badge tone={toneOf(payment.status)}>{statusOf(payment)}</Badge>
          {payment.toldAt && (
            <>
              {' '}
              <Badge tone="warning">{t('told')}</Badge>
            </>
          )}
        </>
      ),
      csv: statusOf,
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'right',
      cell: (payment) => <span className="number strong">{money(payment.amount)}</span>,
      csv: (payment) => payment.amount.amount,
    },
    {
      key: 'captured',
      title: t('captured'),
      align: 'right',
      cell: (payment) => <span className="number">{isSome(payment.captured) ? money(payment.captured) : '–'}</span>,
      csv: (payment) => payment.captured.amount,
    },
    {
      key: 'refunded',
      title: t('refunded'),
      align: 'right',
      cell: (payment) => <span className="number">{isSome(payment.refunded) ? money(payment.refunded) : '–'}</span>,
      csv: (payment) => payment.refunded.amount,
    },
    {
      key: 'currency',
      title: t('currency'),
      extra: true,
      cell: (payment) => payment.amount.currency,
      csv: (payment) => payment.amount.currency,
    },
    { key: 'method', title: t('method'), cell: (payment) => named(methods, payment.method), csv: (payment) => payment.method },
    { key: 'begun', title: t('begun'), cell: (payment) => time(payment.createdAt), csv: (payment) => payment.createdAt },
    { key: 'id', title: t('id'), extra: true, cell: (payment) => <span className="code">{payment.id}</span>, csv: (payment) => payment.id },
  ];

  return (
    <Frame title={t('payments')}>
      {summary.isSuccess && summary.data.told > 0 && (
        <Alert
          className="above"
          type="error"
          showIcon
          title={t('toldNotice', { count: summary.data.told })}
          action={<Button onClick={() => changeQuery({ told: 'true', status: undefined })}>{t('showThem')}</Button>}
        />
      )}
      {summary.isSuccess && summary.data.told === 0 && summary.data.unknown > 0 && (
        <Alert className="above" type="warning" showIcon title={t('unknownNotice', { count: summary.data.unknown })} />
      )}
      <DataTable
        id="payments"
        columns={columns}
        pages={pages}
        rowKey={(payment) => payment.id}
        open={(payment) => `/payment/payments/${payment.id}`}
        exportAs={{ name: t('payments'), fetchPage: (cursor) => fetchPayments(filter, cursor, undefined, 100) }}
        empty={
          <Empty icon="card" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
        filters={
          <>
            <FilterText label={t('find')} />
            <FilterChoice
              label={t('status')}
              name="status"
              any={t('anyStatus')}
              options={statuses.map((status) => ({ value: status as string, label: s(status) }))}
            />
            <FilterChoice
              label={t('method')}
              name="method"
              any={t('anyMethod')}
              options={(summary.data?.methods ?? []).map((method) => ({ value: method, label: named(methods, method) }))}
            />
            <FilterDays />
            <Checkbox
              checked={filter.told === 'true'}
              onChange={({ target }) => changeQuery({ told: target.checked ? 'true' : undefined })}
            >
              {t('onlyTold')}
            </Checkbox>
          </>
        }
      />
    </Frame>
  );
}
