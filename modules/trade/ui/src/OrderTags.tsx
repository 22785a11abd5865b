import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useAction, useMay, useTexts } from 'kontor/sdk';
import { careTexts } from './careTexts';
import { fetchTags, orderKey, tagOrder, type Order } from './orders';

/** The words by which orders that belong together are found again. */
export function OrderTags({ order }: { order: Order }) {
  const t = useTexts(careTexts);
  const may = useMay();
  const known = useQuery({ queryKey: ['order-tags'], queryFn: fetchTags });
  const tag = useAction((tags: string[]) => tagOrder(order.number, tags), {
    refreshes: [orderKey(order.number), ['orders'], ['order-tags']],
  });
  return (
    <Select
      className="order-tags"
      mode="tags"
      aria-label={t('tags')}
      placeholder={t('tagsHint')}
      disabled={!may('orders.write')}
      loading={tag.isPending}
      maxCount={20}
      tokenSeparators={[',', '，']}
      value={tag.isPending ? tag.variables : order.tags}
      options={(known.data?.tags ?? []).map((value) => ({ value, label: value }))}
      onChange={(tags: string[]) => tag.mutate(tags.map((one) => one.trim().slice(0, 30)).filter(Boolean))}
    />
  );
}
