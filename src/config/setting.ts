export interface Setting<Value> {
  /** Without it the setting can only come from the environment. */
  flag?: string;
  /** Placeholder of the flag's value in the help; without it the flag stands alone. */
  value?: string;
  variable: string;
  fallback: string;
  about: string;
  read: (text: string) => Value;
}
