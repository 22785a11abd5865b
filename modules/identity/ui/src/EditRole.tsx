import { useState } from 'react';
import { Checkbox, Input, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, Loaded, useAction, useLanguage, useTexts } from 'kontor/sdk';
import { areasOf, grant } from './permissions';
import { addRole, changeRole, fetchPermissions, type Role, type WantedRole } from './staff';
import { areas, rightNames, texts } from './texts';

/** Makes a role, or changes what it allows. */
export function EditRole({ role, close }: { role?: Role; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const [attempt] = useState(() => crypto.randomUUID());
  const [name, setName] = useState(role?.name ?? '');
  const [granted, setGranted] = useState<string[]>(role?.permissions ?? []);
  const known = useQuery({ queryKey: ['permissions'], queryFn: fetchPermissions, staleTime: Infinity });
  const save = useAction((wanted: WantedRole) => (role ? changeRole(role, wanted) : addRole(wanted, attempt)), {
    done: t('roleSaved', { name: name.trim() }),
    refreshes: [['roles'], ['staff'], ['session']],
    then: close,
  });
  const named = (area: string) => areas[area]?.[language === 'zh-CN' ? 0 : 1] ?? area;

  return (
    <Modal
      open
      title={role ? role.name : t('addRole')}
      okText={c('save')}
      cancelText={c('cancel')}
      okButtonProps={{ disabled: !name.trim() || granted.length === 0 }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate({ name: name.trim(), permissions: granted })}
      onCancel={close}
    >
      <div className="fields">
        <label className="field">
          <span>{t('roleName')}</span>
          <Input autoFocus maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />
        </label>
        <Loaded query={known} rows={4}>
          {({ items }) => (
            <fieldset className="rights-choice">
              <legend>{t('permissions')}</legend>
              {areasOf(items).map((area) => {
                const label = (right: string) => rightNames[right]?.[language === 'zh-CN' ? 0 : 1] ?? right;
                return (
                  <div key={area.area}>
                    <span>{named(area.area)}</span>
                    {area.rights.map((right) => (
                      <Checkbox
                        key={right}
                        checked={granted.includes(`${area.area}.${right}`)}
                        aria-label={`${named(area.area)}: ${label(right)}`}
                        onChange={({ target }) => setGranted(grant(granted, area.area, right, target.checked, area.rights))}
                      >
                        {label(right)}
                      </Checkbox>
                    ))}
                  </div>
                );
              })}
            </fieldset>
          )}
        </Loaded>
      </div>
    </Modal>
  );
}
