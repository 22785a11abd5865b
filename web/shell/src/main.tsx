import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import english from 'antd/locale/en_US';
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  antdTheme,
  Failed,
  LanguageContext,
  Loading,
  onSessionEnd,
  preferredLanguage,
  preferredTheme,
  Problem,
  request,
  SessionContext,
  ThemeContext,
  type Session,
} from 'kontor/sdk';
import { FirstPassword } from './ChangePassword';
import { readManifests } from './modules';
import { Shell } from './Shell';
import { SignIn } from './SignIn';
import './styles/base.css';
import './styles/frame.css';
import './styles/screen.css';
import './styles/table.css';
import './styles/form.css';
import './styles/editor.css';
import './styles/home.css';
import './styles/record.css';
import './styles/command.css';
import './styles/door.css';
import './styles/phone.css';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const manifests = readManifests();
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only a server that could not be reached, or failed, is asked again.
      retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 502),
    },
  },
});

function Appearance({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(preferredLanguage);
  const [choice, setChoice] = useState(preferredTheme);
  const [systemDark, setSystemDark] = useState(() => window.matchMedia('(prefers-color-scheme: dark)').matches);
  const theme = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;

  useEffect(() => {
    const media = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setSystemDark(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  const languageValue = useMemo(
    () => ({
      language,
      choose: (wanted: typeof language) => {
        localStorage.setItem('kontor.language', wanted);
        setLanguage(wanted);
        // What the server words, it words in the language it was asked in.
        void queries.invalidateQueries();
      },
    }),
    [language],
  );
  const themeValue = useMemo(
    () => ({
      theme,
      choice,
      choose: (wanted: typeof choice) => {
        if (wanted === 'system') localStorage.removeItem('kontor.theme');
        else localStorage.setItem('kontor.theme', wanted);
        setChoice(wanted);
      },
    }),
    [theme, choice],
  );

  return (
    <LanguageContext value={languageValue}>
      <ThemeContext value={themeValue}>
        <ConfigProvider
          locale={language === 'zh-CN' ? chinese : english}
          theme={antdTheme(theme)}
          csp={{ nonce }}
          button={{ autoInsertSpace: false }}
        >
          <App>{children}</App>
        </ConfigProvider>
      </ThemeContext>
    </LanguageContext>
  );
}

const sessionKey = ['session'];

const brought = document.querySelector<HTMLMetaElement>('meta[name="kontor-session"]')?.content !== 'none';

async function fetchSession(): Promise<Session | null> {
  try {
    return (await request<Session | undefined>('GET', '/api/admin/v1/session')) ?? null;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

function Door() {
  const client = useQueryClient();
  const asked = useQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: Infinity, ...(brought ? {} : { initialData: null }) });
  const [ended, setEnded] = useState(false);

  useEffect(
    () =>
      onSessionEnd(() => {
        if (!client.getQueryData(sessionKey)) return;
        setEnded(true);
        client.setQueryData(sessionKey, null);
      }),
    [client],
  );

  if (asked.isPending) return <Loading rows={4} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const session = asked.data;
  if (!session) {
    return (
      <SignIn
        ended={ended}
        done={(entered) => {
          setEnded(false);
          // What the one before has seen is not for the next one.
          client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
          client.setQueryData(sessionKey, entered);
        }}
      />
    );
  }
  const renew = async () => {
    await client.invalidateQueries({ queryKey: sessionKey });
  };
  if (session.mustChangePassword) return <FirstPassword done={() => void renew()} />;
  const signOut = async () => {
    await request('DELETE', '/api/admin/v1/session').catch(() => undefined);
    client.clear();
    window.location.assign('/admin');
  };
  return (
    <SessionContext value={{ session, signOut, renew }}>
      <Shell manifests={manifests} />
    </SessionContext>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Appearance>
      <QueryClientProvider client={queries}>
        <Door />
      </QueryClientProvider>
    </Appearance>,
  );
}
