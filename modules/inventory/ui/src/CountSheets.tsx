import { useState } from 'react';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  common,
  DataTable,
  Empty,
  Frame,
  Icon,
  Link,
  navigate,
  useAction,
  useFormats,
  useLanguage,
  useMay,
  usePages,
  useTexts,
  type Column,
} from 'kontor/sdk';
import { fetchLocations, fetchSheets, nameOf, openSheet, type CountSheet } from './stock';
import { texts } from './texts';

/** Count sheets, the newest first. */
export function CountSheets() {
  const t = useTexts(texts);
  const may = useMay();
  const { language } = useLanguage();
  const { time, number } = useFormats();
  const [opening, setOpening] = useState(false);
  const locations = useQuery({ queryKey: ['locations'], queryFn: fetchLocations });
  const names = new Map((locations.data?.items ?? []).map((location) => [location.code, nameOf(location, language)]));
  const pages = usePages(['count-sheets'], fetchSheets);
  const columns: Column<CountSheet>[] = [
    {
      key: 'openedAt',
      title: t('openedAt'),
      onPhone: 'lead',
      cell: (row) => (
        <Link to={`/inventory/counts/${row.sheetId}`} className="strong">
          {time(row.openedAt)}
        </Link>
      ),
    },
    { key: 'status', title: t('state'), onPhone: 'end', cell: (row) => <SheetStatus status={row.status} /> },
    { key: 'location', title: t('location'), cell: (row) => names.get(row.location) ?? row.location },
    {
      key: 'progress',
      title: t('progress'),
      align: 'right',
      cell: (row) => (
        <span className="number">
          {number(row.counted)} / {number(row.lines)}
        </span>
      ),
    },
  ];
  return (
    <Frame
      title={t('counts')}
      actions={
        may('inventory.write') && (
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setOpening(true)}>
            {t('openSheet')}
          </Button>
        )
      }
    >
      <p className="quiet lead">{t('countsLead')}</p>
      <DataTable
        id="count-sheets"
        columns={columns}
        pages={pages}
        rowKey={(row) => row.sheetId}
        open={(row) => `/inventory/counts/${row.sheetId}`}
        empty={<Empty icon="check" title={t('sheetsNone')} />}
      />
      {opening && <OpenSheet names={names} close={() => setOpening(false)} />}
    </Frame>
  );
}

export function SheetStatus({ status }: { status: string }) {
  const t = useTexts(texts);
  return (
    <Badge tone={status === 'OPEN' ? 'info' : status === 'BOOKED' ? 'success' : 'neutral'}>
      {t(status === 'OPEN' ? 'open' : status === 'BOOKED' ? 'bookedSheet' : 'dropped')}
    </Badge>
  );
}

function OpenSheet({ names, close }: { names: Map<string, string>; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<{ location: string; skus?: string }>();
  const [sheetId] = useState(() => crypto.randomUUID());
  const open = useAction(
    ({ location, skus }: { location: string; skus?: string }) =>
      openSheet({
        sheetId,
        location,
        skus: [
          ...new Set(
            (skus ?? '')
              .split('\n')
              .map((sku) => sku.trim())
              .filter(Boolean),
          ),
        ],
      }),
    { refreshes: [['count-sheets']], then: () => navigate(`/inventory/counts/${sheetId}`) },
  );
  return (
    <Modal
      open
      title={t('openSheet')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={open.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ location: [...names.keys()][0] }}
        onFinish={(values) => open.mutate(values)}
      >
        <Form.Item name="location" label={t('location')} rules={[{ required: true, message: t('needed') }]}>
          <Select options={[...names].map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="skus" label={t('skus')}>
          <Input.TextArea rows={5} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
