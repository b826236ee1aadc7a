// A provider of identities for the tests: whoever signs in there is who he says he is.
import { Provider } from 'oidc-provider';

const [issuer, back] = process.argv.slice(2);
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'hongyan',
    client_secret: 'synthetic-secret-of-the-client',
    redirect_uris: [back],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  pkce: { required: () => true },
  claims: { openid: ['sub', 'amr'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
// Whose name begins with mfa- has shown a second factor there.
const { AuthorizationCode } = provider;
const save = AuthorizationCode.prototype.save;
AuthorizationCode.prototype.save = function (...ttl) {
  this.amr = this.accountId.startsWith('mfa-') ? ['pwd', 'mfa'] : ['pwd'];
  return save.apply(this, ttl);
};
provider.listen(Number(new URL(issuer).port), '127.0.0.1', () => console.log('ready'));
