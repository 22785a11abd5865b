import { App, Button } from 'antd';
import { Icon, useAction, useTexts } from 'kontor/sdk';
import { addressOf, fetchLink } from './desk';
import { deskTexts } from './deskTexts';

/** Copies the link by which the customer sees and pays an order without signing in. */
export function CopyLink({ number }: { number: string }) {
  const t = useTexts(deskTexts);
  const { message } = App.useApp();
  const copy = useAction(() => fetchLink(number), {
    then: async (placed) => {
      await navigator.clipboard.writeText(addressOf(placed));
      void message.success(t('copied'));
    },
  });
  return (
    <Button icon={<Icon name="copy" size={16} />} loading={copy.isPending} onClick={() => copy.mutate(undefined)}>
      {t('payLink')}
    </Button>
  );
}
