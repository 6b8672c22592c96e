/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "platform/account.h"

#include <string.h>

#include "base/error.h"
#include "base/lock.h"
#include "platform/answer.h"
#include "platform/form.h"
#include "platform/tokens.h"

#define SCOPE "filings"
#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"
#define STILL_GOOD (30 * G_USEC_PER_SEC)
#define REVOKE_TIMEOUT_MS 8000
#define MAX_PAUSE 60

struct _YnAccount
{
  YnHttp *http;
  YnKeyring *keyring;
  YnClock *clock;
  const YnDiscovery *discovery;
  char *lock_path;

  GMutex lock;
  YnTokens *tokens;  /* as last read from the keyring or got; NULL: look there */
  gboolean unsaved;  /* the keyring would not take them: they are offered to it again before anything else */
  YnSecret *refused; /* the access token that the platform took no more, or NULL */
};

YnAccount *
yn_account_new (YnHttp *http,
                YnKeyring *keyring,
                YnClock *clock,
                const YnDiscovery *discovery,
                const char *lock_path)
{
  YnAccount *account = g_new0 (YnAccount, 1);

  account->http = http;
  account->keyring = keyring;
  account->clock = clock;
  account->discovery = discovery;
  account->lock_path = g_strdup (lock_path);
  g_mutex_init (&account->lock);
  return account;
}

void
yn_account_free (YnAccount *account)
{
  if (account == NULL)
    return;
  g_clear_pointer (&account->tokens, yn_tokens_free);
  g_clear_pointer (&account->refused, yn_secret_unref);
  g_mutex_clear (&account->lock);
  g_free (account->lock_path);
  g_free (account);
}

static YnHttpAnswer *
post (YnAccount *account,
      const char *url,
      GBytes *form,
      guint timeout_ms,
      GCancellable *cancellable,
      GError **error)
{
  static const char *const headers[] = { "Accept: application/json", NULL };
  YnHttpRequest request = { .method = "POST",
                            .url = url,
                            .lane = YN_HTTP_LANE_PERSON,
                            .content_type = YN_FORM_TYPE,
                            .body = form,
                            .headers = headers,
                            .timeout_ms = timeout_ms };

  return yn_http_perform (account->http, &request, cancellable, error);
}

/* ---- what is remembered ---- */

static void
remember (YnAccount *account, const YnTokens *tokens, gboolean unsaved)
{
  g_mutex_lock (&account->lock);
  g_clear_pointer (&account->tokens, yn_tokens_free);
  account->tokens = tokens != NULL ? yn_tokens_copy (tokens) : NULL;
  account->unsaved = unsaved;
  g_mutex_unlock (&account->lock);
}

static gboolean
is_good (YnAccount *account, const YnTokens *tokens)
{
  gboolean refused;

  g_mutex_lock (&account->lock);
  refused = account->refused != NULL
            && strcmp (yn_secret_text (account->refused), yn_secret_text (tokens->access)) == 0;
  g_mutex_unlock (&account->lock);
  return !refused && tokens->expires - yn_clock_now (account->clock) > STILL_GOOD;
}

static YnTokens *
remembered (YnAccount *account, gboolean *unsaved)
{
  YnTokens *tokens;

  g_mutex_lock (&account->lock);
  tokens = account->tokens != NULL ? yn_tokens_copy (account->tokens) : NULL;
  *unsaved = account->unsaved;
  g_mutex_unlock (&account->lock);
  return tokens;
}

/* The `account` lock file is held. What the keyring will not take now is kept for the next call: a rotated
 * refresh token that is lost ends the session. */
static gboolean
keep (YnAccount *account, const YnTokens *tokens, GCancellable *cancellable, GError **error)
{
  g_autofree char *label = g_strdup_printf ("Yinuo: %s", account->discovery->name);
  gboolean stored =
      yn_tokens_store (tokens, account->keyring, account->discovery->identity, label, cancellable, error);

  remember (account, tokens, !stored);
  return stored;
}

static gboolean
forget (YnAccount *account, GCancellable *cancellable, GError **error)
{
  remember (account, NULL, FALSE);
  return yn_tokens_remove (account->keyring, account->discovery->identity, cancellable, error);
}

/* ---- signing in ---- */

YnDeviceGrant *
yn_account_begin (YnAccount *account, GCancellable *cancellable, GError **error)
{
  const YnDiscovery *discovery = account->discovery;
  g_autoptr (GBytes) form = yn_form_encode ("client_id", discovery->client_id, "scope", SCOPE, NULL);
  g_autoptr (YnHttpAnswer) answer =
      post (account, discovery->device_authorization_endpoint, form, 0, cancellable, error);

  return answer != NULL ? yn_device_grant_read (answer, yn_clock_now (account->clock), error) : NULL;
}

static gboolean
pause_for (int seconds, GCancellable *cancellable, GError **error)
{
  GPollFD wake;

  if (g_cancellable_make_pollfd (cancellable, &wake))
    {
      g_poll (&wake, 1, seconds * 1000);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep ((gulong) seconds * G_USEC_PER_SEC);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
accept_tokens (YnAccount *account, const YnHttpAnswer *answer, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnTokens) tokens = yn_tokens_read (answer, NULL, yn_clock_now (account->clock), error);
  g_autoptr (YnLock) lock = NULL;

  if (tokens == NULL)
    return FALSE;
  lock = yn_lock_take (account->lock_path, TRUE, cancellable, error);
  return lock != NULL && keep (account, tokens, cancellable, error);
}

/* One poll. PENDING also where there was no answer, or trouble: @error says so, and whoever waits asks again
 * later. */
static YnGrantStep
poll_once (YnAccount *account,
           YnDeviceGrant *grant,
           YnHttpAnswer **answer,
           GCancellable *cancellable,
           GError **error)
{
  const YnDiscovery *discovery = account->discovery;
  g_autoptr (GBytes) form = yn_form_encode ("grant_type", DEVICE_GRANT, "device_code", grant->device_code,
                                            "client_id", discovery->client_id, NULL);
  g_autoptr (GError) failure = NULL;
  YnGrantStep step = YN_GRANT_ENDED;

  *answer = post (account, discovery->token_endpoint, form, 0, cancellable, &failure);
  if (*answer != NULL)
    step = yn_device_grant_step (grant, *answer, &failure);
  if (yn_error_is_weather (failure))
    step = YN_GRANT_PENDING;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return step;
}

gboolean
yn_account_wait (YnAccount *account, YnDeviceGrant *grant, GCancellable *cancellable, GError **error)
{
  guint trouble = 0;

  for (;;)
    {
      /* RFC 8628 §3.5: a platform that cannot be reached is asked more and more seldom. */
      int pause = MIN (grant->interval << MIN (trouble, 4), MAX (MAX_PAUSE, grant->interval));
      g_autoptr (YnHttpAnswer) answer = NULL;
      g_autoptr (GError) failure = NULL;

      if (!pause_for (pause, cancellable, error))
        return FALSE;
      if (yn_clock_now (account->clock) >= grant->expires)
        {
          g_set_error_literal (error, YN_ERROR, YN_ERROR_SIGN_IN_EXPIRED, "nobody approved in time");
          return FALSE;
        }

      switch (poll_once (account, grant, &answer, cancellable, &failure))
        {
        case YN_GRANT_APPROVED:
          return accept_tokens (account, answer, cancellable, error);
        case YN_GRANT_PENDING:
          trouble = failure != NULL ? trouble + 1 : 0;
          break;
        case YN_GRANT_ENDED:
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
}

/* ---- the token ---- */

static YnSecret *
session_ended (YnAccount *account, GError **error)
{
  forget (account, NULL, NULL);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_SESSION_ENDED,
                       "the platform refreshes these tokens no more");
  return NULL;
}

/* The lock file is held, and @old is what the keyring holds. */
static YnSecret *
refresh (YnAccount *account, const YnTokens *old, GCancellable *cancellable, GError **error)
{
  const YnDiscovery *discovery = account->discovery;
  g_autoptr (GBytes) form = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (YnTokens) tokens = NULL;

  if (old->refresh == NULL)
    return session_ended (account, error);

  form = yn_form_encode ("grant_type", "refresh_token", "refresh_token", yn_secret_text (old->refresh),
                         "client_id", discovery->client_id, NULL);
  answer = post (account, discovery->token_endpoint, form, 0, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (answer->status != 200)
    {
      g_autofree char *said = yn_oauth_error (answer);

      if (g_strcmp0 (said, "invalid_grant") == 0)
        return session_ended (account, error);
      yn_answer_set_error (answer, error);
      return NULL;
    }

  tokens = yn_tokens_read (answer, old, yn_clock_now (account->clock), error);
  if (tokens == NULL || !keep (account, tokens, cancellable, error))
    return NULL;
  return yn_secret_ref (tokens->access);
}

/* The lock file is held: what the keyring says now, for the other chair may have refreshed meanwhile. */
static YnTokens *
current (YnAccount *account, GCancellable *cancellable, GError **error)
{
  gboolean unsaved;
  g_autoptr (YnTokens) tokens = remembered (account, &unsaved);

  if (unsaved)
    return keep (account, tokens, cancellable, error) ? g_steal_pointer (&tokens) : NULL;

  g_clear_pointer (&tokens, yn_tokens_free);
  tokens = yn_tokens_load (account->keyring, account->discovery->identity, cancellable, error);
  remember (account, tokens, FALSE);
  return g_steal_pointer (&tokens);
}

YnSecret *
yn_account_token (YnAccount *account, GCancellable *cancellable, GError **error)
{
  gboolean unsaved;
  g_autoptr (YnTokens) known = remembered (account, &unsaved);
  g_autoptr (YnTokens) tokens = NULL;
  g_autoptr (YnLock) lock = NULL;

  if (known != NULL && !unsaved && is_good (account, known))
    return yn_secret_ref (known->access);

  lock = yn_lock_take (account->lock_path, TRUE, cancellable, error); /* one refresher for the whole desk */
  if (lock == NULL)
    return NULL;
  tokens = current (account, cancellable, error);
  if (tokens == NULL)
    return NULL;
  return is_good (account, tokens) ? yn_secret_ref (tokens->access)
                                   : refresh (account, tokens, cancellable, error);
}

void
yn_account_refuse_token (YnAccount *account, YnSecret *token)
{
  g_mutex_lock (&account->lock);
  g_clear_pointer (&account->refused, yn_secret_unref);
  account->refused = yn_secret_ref (token);
  g_mutex_unlock (&account->lock);
}

gboolean
yn_account_signed_in (YnAccount *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (YnTokens) tokens =
      yn_tokens_load (account->keyring, account->discovery->identity, cancellable, &failure);

  if (failure != NULL && !g_error_matches (failure, YN_ERROR, YN_ERROR_NOT_SIGNED_IN))
    g_propagate_error (error, g_steal_pointer (&failure));
  return tokens != NULL;
}

/* ---- signing out ---- */

static void
revoke_tokens (YnAccount *account, const YnTokens *tokens, GCancellable *cancellable)
{
  const YnDiscovery *discovery = account->discovery;
  YnSecret *token = tokens->refresh != NULL ? tokens->refresh : tokens->access;
  g_autoptr (GBytes) form = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;

  if (discovery->revocation_endpoint == NULL)
    return;
  form = yn_form_encode ("token", yn_secret_text (token), "token_type_hint",
                         tokens->refresh != NULL ? "refresh_token" : "access_token", "client_id",
                         discovery->client_id, NULL);
  answer = post (account, discovery->revocation_endpoint, form, REVOKE_TIMEOUT_MS, cancellable, NULL);
}

gboolean
yn_account_sign_out (YnAccount *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnLock) lock = yn_lock_take (account->lock_path, TRUE, cancellable, error);
  g_autoptr (GError) failure = NULL;
  g_autoptr (YnTokens) tokens = NULL;

  if (lock == NULL)
    return FALSE;
  tokens = yn_tokens_load (account->keyring, account->discovery->identity, cancellable, &failure);
  if (tokens != NULL)
    revoke_tokens (account, tokens, cancellable);

  /* Whatever the platform said, and although the person may have lost patience. */
  return forget (account, NULL, error);
}
