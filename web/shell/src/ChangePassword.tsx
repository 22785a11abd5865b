import { useState } from 'react';
import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { common, explain, request, useLanguage, useTexts } from 'kontor/sdk';
import { Doorway, passwordMin } from './SignIn';
import { texts } from './texts';

interface Wanted {
  current: string;
  wanted: string;
}

function PasswordForm({ done, cancel }: { done: () => void; cancel?: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const change = async ({ current, wanted }: Wanted) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await request('PUT', '/api/admin/v1/me/password', { body: { current, wanted } });
      done();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: Wanted) => void change(values)} size="large">
      {problem !== undefined && <Alert type="error" showIcon title={explain(problem, language)} role="alert" />}
      <Form.Item name="current" label={t('currentPassword')} rules={[{ required: true, message: t('passwordNeeded') }]}>
        <Input.Password autoFocus autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="wanted"
        label={t('newPassword')}
        extra={t('passwordRule', { count: passwordMin })}
        rules={[{ required: true, min: passwordMin, message: t('passwordShort', { count: passwordMin }) }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('newPasswordAgain')}
        dependencies={['wanted']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('wanted') ? Promise.resolve() : Promise.reject(new Error(t('passwordsDiffer'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <div className="form-end">
        {cancel && <Button onClick={cancel}>{c('cancel')}</Button>}
        <Button type="primary" htmlType="submit" loading={busy} block={!cancel}>
          {t('changePassword')}
        </Button>
      </div>
    </Form>
  );
}

/** At the first sign-in: the one-time password has to go before anything else. */
export function FirstPassword({ done }: { done: () => void }) {
  const t = useTexts(texts);
  return (
    <Doorway title={t('firstPassword')} lead={t('firstPasswordLead')}>
      <PasswordForm done={done} />
    </Doorway>
  );
}

export function ChangePassword({ close }: { close: () => void }) {
  const t = useTexts(texts);
  const { message } = App.useApp();
  const done = () => {
    void message.success(t('passwordChanged'));
    close();
  };
  return (
    <Modal open title={t('changePassword')} footer={null} onCancel={close}>
      <PasswordForm done={done} cancel={close} />
    </Modal>
  );
}
