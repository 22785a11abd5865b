import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Badge, Empty, Frame, Icon, Loaded, Panel, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { EditRole } from './EditRole';
import { areasOf } from './permissions';
import { fetchRoles, type Role } from './staff';
import { areas, rightNames, texts } from './texts';

/** What each role lets a person do. */
export function Roles() {
  const t = useTexts(texts);
  const may = useMay();
  const roles = useQuery({ queryKey: ['roles'], queryFn: fetchRoles });
  const [editing, setEditing] = useState<Role | 'new'>();
  const writes = may('staff.write');
  return (
    <Frame
      title={t('rolesTitle')}
      actions={
        writes && (
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
            {t('addRole')}
          </Button>
        )
      }
    >
      <Loaded query={roles}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel>
              <Empty icon="shield" title={t('rolesNone')} />
            </Panel>
          ) : (
            <div className="grid">
              {items.map((role) => (
                <RolePanel key={role.id} role={role} {...(writes && !role.builtIn ? { edit: () => setEditing(role) } : {})} />
              ))}
            </div>
          )
        }
      </Loaded>
      {editing && <EditRole {...(editing === 'new' ? {} : { role: editing })} close={() => setEditing(undefined)} />}
    </Frame>
  );
}

function RolePanel({ role, edit }: { role: Role; edit?: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const named = (area: string) => areas[area]?.[language === 'zh-CN' ? 0 : 1] ?? area;
  return (
    <Panel
      title={role.builtIn && role.permissions.includes('*') ? t('administrator') : role.name}
      actions={
        edit && (
          <Button size="small" onClick={edit}>
            {t('editRole')}
          </Button>
        )
      }
    >
      <div className="fields">
        <p className="quiet">{t('members', { count: role.members })}</p>
        {role.permissions.includes('*') ? (
          <p>
            <Badge tone="info">{t('everything')}</Badge>
          </p>
        ) : (
          <ul className="rights">
            {areasOf(role.permissions).map(({ area, rights }) => (
              <li key={area}>
                <span>{named(area)}</span>
                <span className="row">
                  {rights.map((right) => (
                    <Badge key={right} {...(right === 'read' ? {} : { tone: 'warning' })}>
                      {rightNames[right]?.[language === 'zh-CN' ? 0 : 1] ?? right}
                    </Badge>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
