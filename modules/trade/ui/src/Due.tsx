import { Button, Popconfirm } from 'antd';
import { Badge, useAction, useFormats, useMay, useTexts } from 'kontor/sdk';
import { changeTexts } from './changeTexts';
import { orderKey, takeBackAddition, type Order } from './orders';

/** What of an order is still to be paid: after something was added to it, or when only a part arrived. */
export function Due({ order }: { order: Order }) {
  const t = useTexts(changeTexts);
  const may = useMay();
  const { money, time } = useFormats();
  const takeBack = useAction(() => takeBackAddition(order.number), {
    done: t('takenBack'),
    refreshes: [orderKey(order.number), ['orders']],
  });
  if (!order.due) return null;
  return (
    <div className="due">
      <p>
        <span className="strong number">{money(order.due)}</span> <Badge tone="warning">{t('due')}</Badge>
      </p>
      {order.captured && <p className="quiet">{t(order.group ? 'arrivedTogether' : 'arrived', { amount: money(order.captured) })}</p>}
      {order.dueBefore && <p className="quiet">{t('dueUntil', { time: time(order.dueBefore) })}</p>}
      {may('orders.write') && !order.captured && (
        <Popconfirm title={t('takeBackSure')} okText={t('takeBack')} onConfirm={() => takeBack.mutate(undefined)}>
          <Button size="small" loading={takeBack.isPending}>
            {t('takeBack')}
          </Button>
        </Popconfirm>
      )}
    </div>
  );
}
