import { useState, type ReactNode } from 'react';
import { Alert, Button, Form, Input } from 'antd';
import { explain, request, useLanguage, useTexts, type Session } from 'kontor/sdk';
import { Preferences } from './Preferences';
import { texts } from './texts';

export const passwordMin = 10;

export function Doorway({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const t = useTexts(texts);
  return (
    <main className="doorway">
      <div className="doorway-sign" aria-hidden="true">
        <img src="/admin/ui/shell/icon.svg" alt="" width="56" height="56" />
        <p className="doorway-word">Kontor</p>
        <p className="doorway-sub">{t('backOffice')}</p>
      </div>
      <div className="doorway-form">
        <div className="doorway-choices">
          <Preferences />
        </div>
        <h1>{title}</h1>
        <p className="quiet">{lead}</p>
        {children}
      </div>
    </main>
  );
}

/** Signs a member of staff in; stands wherever the person was, so that the address stays. */
export function SignIn({ ended, done }: { ended: boolean; done: (session: Session) => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const signIn = async (credentials: { login: string; password: string }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      done(await request<Session>('POST', '/api/admin/v1/session', { body: credentials }));
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <Doorway title={t('signIn')} lead={t('signInLead')}>
      {problem !== undefined ? (
        <Alert type="error" showIcon title={explain(problem, language)} role="alert" />
      ) : (
        ended && <Alert type="info" showIcon title={t('sessionEnded')} />
      )}
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(values: { login: string; password: string }) => void signIn(values)}
        size="large"
      >
        <Form.Item name="login" label={t('login')} rules={[{ required: true, message: t('loginNeeded') }]}>
          <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={254} />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordNeeded') }]}>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy} block>
          {t('signIn')}
        </Button>
      </Form>
    </Doorway>
  );
}
