import { App, Button, Modal } from 'antd';
import { Icon, useTexts } from 'kontor/sdk';
import { texts } from './texts';

/** Shows a one-time password, this once. */
export function OneTimePassword({ name, password, close }: { name: string; password: string; close: () => void }) {
  const t = useTexts(texts);
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(password);
    void message.success(t('copied'));
  };
  return (
    <Modal
      open
      title={t('oneTime')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={close}>
          {t('done')}
        </Button>
      }
    >
      <p className="dialog-lead">{t('oneTimeLead', { name })}</p>
      <p className="one-time">
        <span className="code">{password}</span>
        <Button icon={<Icon name="copy" size={16} />} onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </p>
    </Modal>
  );
}
