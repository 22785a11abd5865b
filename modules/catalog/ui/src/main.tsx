import type { Screens } from 'kontor/sdk';
import { Brands } from './Brands';
import { Categories } from './Categories';
import { CreateProduct, EditProduct } from './EditProduct';
import { ImportRun } from './ImportRun';
import { Imports } from './Imports';
import { Products } from './Products';
import { ReviewDraft } from './ReviewDraft';
import { Reviews } from './Reviews';
import { ShowVersion } from './ShowVersion';

export const screens: Screens = {
  '/products': Products,
  '/products/new': CreateProduct,
  '/products/:id': EditProduct,
  '/products/:id/versions/:number': ShowVersion,
  '/reviews': Reviews,
  '/reviews/:id': ReviewDraft,
  '/categories': Categories,
  '/brands': Brands,
  '/imports': Imports,
  '/imports/:id': ImportRun,
};
