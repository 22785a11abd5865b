import { useState } from 'react';
import { Alert, Button, Form, Input, Modal, Popconfirm, Select } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Badge,
  common,
  Frame,
  Icon,
  inLanguage,
  Loaded,
  navigate,
  Panel,
  useAction,
  useFormats,
  useLanguage,
  useMay,
  usePart,
  useTexts,
} from 'kontor/sdk';
import { ShowDifference } from './ShowDifference';
import { ShowTimeline } from './ShowTimeline';
import {
  approveDraft,
  draftKey,
  dropDraft,
  fetchDraft,
  openPreview,
  partTexts,
  refreshes,
  refreshesWithoutDraft,
  remarkOnDraft,
  sendBackDraft,
  stateTexts,
  stateTones,
  submitDraft,
  texts,
  type Version,
} from './versions';

/** A draft beside what the shop shows: approved, scheduled, sent back, talked about. */
export function ReviewDraft() {
  const productId = usePart('id');
  const t = useTexts(texts);
  const found = useQuery({ queryKey: draftKey(productId), queryFn: () => fetchDraft(productId), retry: false });
  if (found.isSuccess) return <Desk productId={productId} draft={found.data.value} version={found.data.version} />;
  return (
    <Frame title={t('reviews')} above={{ to: '/catalog/reviews', title: t('reviews') }}>
      <Panel>
        <Loaded query={found}>{() => null}</Loaded>
      </Panel>
    </Frame>
  );
}

function Desk({ productId, draft, version }: { productId: string; draft: Version; version: string }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const s = useTexts(stateTexts);
  const may = useMay();
  const { language } = useLanguage();
  const { time } = useFormats();
  const [doing, setDoing] = useState<'schedule' | 'sendBack' | 'submit'>();
  const queries = useQueryClient();
  const leave = () => {
    navigate('/catalog/reviews');
    queries.removeQueries({ queryKey: draftKey(productId) });
  };
  const approve = useAction(() => approveDraft(productId, version, {}), {
    done: t('approved'),
    refreshes: refreshesWithoutDraft,
    then: leave,
  });
  const preview = useAction(() => openPreview(productId, draft.number, language === 'zh-CN' ? 'zh' : 'en'));
  const drop = useAction(() => dropDraft(productId, version), {
    done: t('dropped'),
    refreshes: refreshesWithoutDraft,
    then: leave,
  });
  const close = () => setDoing(undefined);
  const isWriter = may('catalog.write');
  const canPublish = may('catalog.publish') && draft.state !== 'SENT_BACK' && !draft.changedMeanwhile;
  return (
    <Frame
      title={inLanguage(draft.content.name, language)}
      above={{ to: '/catalog/reviews', title: t('reviews') }}
      aside={<Badge tone={stateTones[draft.state]}>{s(draft.state)}</Badge>}
      actions={
        <>
          <Button icon={<Icon name="store" size={16} />} onClick={() => preview.mutate(undefined)}>
            {t('preview')}
          </Button>
          {isWriter && (
            <>
              <Popconfirm title={t('dropAsk')} okText={t('drop')} cancelText={c('cancel')} onConfirm={() => drop.mutate(undefined)}>
                <Button loading={drop.isPending}>{t('drop')}</Button>
              </Popconfirm>
              <Button icon={<Icon name="edit" size={16} />} onClick={() => navigate(`/catalog/products/${productId}`)}>
                {t('edit')}
              </Button>
            </>
          )}
          {isWriter && draft.state === 'DRAFT' && !may('catalog.publish') && (
            <Button type="primary" onClick={() => setDoing('submit')}>
              {t('submit')}
            </Button>
          )}
          {may('catalog.publish') && (draft.state === 'SUBMITTED' || draft.state === 'SCHEDULED') && (
            <Button onClick={() => setDoing('sendBack')}>{t('sendBack')}</Button>
          )}
          {canPublish && <Button onClick={() => setDoing('schedule')}>{t('schedule')}</Button>}
          {canPublish && (
            <Popconfirm
              title={t('approveAsk')}
              description={t('approveLead')}
              okText={t('approve')}
              cancelText={c('cancel')}
              onConfirm={() => approve.mutate(undefined)}
            >
              <Button type="primary" loading={approve.isPending}>
                {t('approve')}
              </Button>
            </Popconfirm>
          )}
        </>
      }
    >
      {draft.changedMeanwhile && <Alert className="lead" type="warning" showIcon title={t('changedMeanwhile')} />}
      {draft.publishAt && <Alert className="lead" type="info" showIcon title={t('scheduledFor', { time: time(draft.publishAt) })} />}
      <div className="split">
        <div>
          <ShowDifference changes={draft.changes} pictures={draft.pictures} lead={t('againstNow')} none={t('differenceNone')} />
        </div>
        <div>
          {isWriter && <Say productId={productId} />}
          <ShowTimeline entries={draft.timeline} />
        </div>
      </div>
      {doing === 'schedule' && <Schedule productId={productId} version={version} close={close} />}
      {doing === 'sendBack' && <SendBack productId={productId} draft={draft} version={version} close={close} />}
      {doing === 'submit' && <Submit productId={productId} version={version} close={close} />}
    </Frame>
  );
}

function Say({ productId }: { productId: string }) {
  const t = useTexts(texts);
  const [note, setNote] = useState('');
  const send = useAction(() => remarkOnDraft(productId, note), { done: t('remarkSent'), refreshes, then: () => setNote('') });
  return (
    <Panel title={t('remark')}>
      <div className="fields">
        <Input.TextArea
          aria-label={t('remark')}
          placeholder={t('remarkPlaceholder')}
          rows={3}
          maxLength={2_000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <div className="row">
          <Button disabled={!note.trim()} loading={send.isPending} onClick={() => send.mutate(undefined)}>
            {t('remarkSend')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

export function Submit({ productId, version, close }: { productId: string; version: string; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [note, setNote] = useState('');
  const submit = useAction(() => submitDraft(productId, version, note), { done: t('submitted'), refreshes, then: close });
  return (
    <Modal
      open
      title={t('submit')}
      okText={t('submit')}
      cancelText={c('cancel')}
      confirmLoading={submit.isPending}
      onOk={() => submit.mutate(undefined)}
      onCancel={close}
    >
      <label className="field">
        <span>{t('submitNote')}</span>
        <Input.TextArea autoFocus rows={3} maxLength={2_000} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
    </Modal>
  );
}

function Schedule({ productId, version, close }: { productId: string; version: string; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const schedule = useAction((publishAt: string) => approveDraft(productId, version, { publishAt }), {
    done: t('scheduled'),
    refreshes,
    then: close,
  });
  const at = new Date(typed);
  const isAhead = at.getTime() > Date.now();
  return (
    <Modal
      open
      title={t('schedule')}
      okText={t('schedule')}
      cancelText={c('cancel')}
      confirmLoading={schedule.isPending}
      onOk={() => {
        setTried(true);
        if (isAhead) schedule.mutate(at.toISOString());
      }}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('scheduleLead')}</p>
      <label className="field">
        <span>{t('scheduleAt')}</span>
        <Input
          type="datetime-local"
          autoFocus
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          {...(tried && !isAhead ? { status: 'error' as const } : {})}
        />
        {tried && !isAhead && <span className="fault">{t('scheduleNeeded')}</span>}
      </label>
    </Modal>
  );
}

interface Reasons {
  reasons: { about: string; note: string }[];
}

function SendBack({ productId, draft, version, close }: { productId: string; draft: Version; version: string; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const p = useTexts(partTexts);
  const [form] = Form.useForm<Reasons>();
  const send = useAction(
    ({ reasons }: Reasons) =>
      sendBackDraft(
        productId,
        version,
        reasons.map(({ about, note }) => ({ about: about || null, note })),
      ),
    { done: t('sentBack'), refreshes, then: close },
  );
  const parts = [...new Set(draft.changes.map(({ part }) => part))].filter((part): part is keyof typeof partTexts => part in partTexts);
  const about = [{ value: '', label: t('sendBackAll') }, ...parts.map((part) => ({ value: part as string, label: p(part) }))];
  return (
    <Modal
      open
      title={t('sendBack')}
      okText={t('sendBack')}
      cancelText={c('cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={620}
    >
      <p className="quiet dialog-lead">{t('sendBackLead')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reasons: [{ about: '', note: '' }] }}
        onFinish={(said: Reasons) => send.mutate(said)}
      >
        <Form.List name="reasons">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <div key={key} className="reason">
                  <Form.Item name={[name, 'about']} label={t('sendBackAbout')}>
                    <Select options={about} />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'note']}
                    label={t('reason')}
                    rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}
                  >
                    <Input.TextArea rows={2} maxLength={2_000} autoFocus={name === 0} />
                  </Form.Item>
                  {rows.length > 1 && (
                    <Button
                      type="text"
                      icon={<Icon name="trash" size={16} />}
                      aria-label={t('sendBackRemove')}
                      onClick={() => remove(name)}
                    />
                  )}
                </div>
              ))}
              {rows.length < 50 && <Button onClick={() => add({ about: '', note: '' })}>{t('sendBackAdd')}</Button>}
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
