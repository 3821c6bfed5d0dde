import { serveFunctions } from 'millrace';
import { functions } from './nodes.generated.js';

serveFunctions(functions);
