import { CopyLine } from '../../components/CopyLine.tsx';
import styles from './ApiPage.module.css';
import { curlOf } from './curl.ts';
import {
  type ApiDocument,
  type ApiParameter,
  type Endpoint,
  jsonSchemaOf,
  resolveResponse,
} from './document.ts';
import { SchemaTree } from './SchemaTree.tsx';
import { typeWords } from './schemaWords.ts';

interface EndpointViewProps {
  readonly document: ApiDocument;
  readonly endpoint: Endpoint;
  readonly open: boolean;
  onToggle(open: boolean): void;
}

/** One call: what it does, what it takes, what it answers, and a line that makes it. */
export function EndpointView({ document, endpoint, open, onToggle }: EndpointViewProps) {
  const { id, method, path, operation } = endpoint;
  return (
    <details
      id={id}
      className={styles['call']}
      open={open}
      data-testid="api-call"
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary>
        <span className={styles['method']} data-method={method}>
          {method}
        </span>
        <code>{path}</code>
        <span className={styles['summary']}>{operation.summary}</span>
      </summary>
      {open && <Body document={document} endpoint={endpoint} />}
    </details>
  );
}

function Body({ document, endpoint }: Pick<EndpointViewProps, 'document' | 'endpoint'>) {
  const { parameters = [], requestBody, responses = {}, description } = endpoint.operation;
  const bodySchema = requestBody ? jsonSchemaOf(requestBody) : null;
  return (
    <div className={styles['body']}>
      {description && <p>{description}</p>}
      {parameters.length > 0 && (
        <section>
          <h3>Parameters</h3>
          <ul className={styles['tree']}>
            {parameters.map((parameter) => (
              <Parameter
                key={`${parameter.in} ${parameter.name}`}
                document={document}
                parameter={parameter}
              />
            ))}
          </ul>
        </section>
      )}
      {bodySchema !== null && (
        <section>
          <h3>Body, JSON</h3>
          <SchemaTree document={document} schema={bodySchema} of="body" />
        </section>
      )}
      {Object.entries(responses).map(([status, response]) => {
        const whole = resolveResponse(document, response);
        const schema = jsonSchemaOf(whole);
        return (
          <section key={status}>
            <h3>
              {status === 'default' ? 'Failure' : `Answer ${status}`}
              {status !== 'default' && schema === null && whole.description && (
                <small>{whole.description}</small>
              )}
            </h3>
            {schema !== null && <SchemaTree document={document} schema={schema} of="answer" />}
          </section>
        );
      })}
      <section>
        <h3>Example</h3>
        <CopyLine label="Example" text={curlOf(document, endpoint, location.origin)} />
      </section>
    </div>
  );
}

function Parameter({ document, parameter }: { document: ApiDocument; parameter: ApiParameter }) {
  const { name, in: where, required, description, schema } = parameter;
  return (
    <li>
      <code>{name}</code>
      {required && <em>needed</em>}
      {where === 'path' && <small>in the path</small>}
      {schema !== undefined && <span className={styles['type']}>{typeWords(document, schema)}</span>}
      {description && <small>{description}</small>}
    </li>
  );
}
