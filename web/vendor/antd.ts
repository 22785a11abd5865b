// What the screens use of the component library. It is loaded by every screen, so a part that nobody uses is left out;
// a screen that needs another one adds its name here.
export {
  Alert,
  App,
  AutoComplete,
  Button,
  Checkbox,
  ConfigProvider,
  Drawer,
  Dropdown,
  Form,
  Input,
  InputNumber,
  Modal,
  Popconfirm,
  Popover,
  Progress,
  Select,
  Skeleton,
  Switch,
  Table,
  Tooltip,
  theme,
} from 'antd/es/index';
export type { FormInstance, TableColumnsType, ThemeConfig } from 'antd/es/index';
