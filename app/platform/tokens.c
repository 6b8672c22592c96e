/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "platform/tokens.h"

#include <string.h>

#include "base/envelope.h"
#include "base/error.h"

#define KIND "tokens"
#define NAME "default"
#define DEFAULT_LIFE 300              /* where the server says none */
#define MAX_LIFE (30 * 24 * 60 * 60)

YnTokens *
yn_tokens_copy (const YnTokens *tokens)
{
  YnTokens *copy = g_new (YnTokens, 1);

  *copy = (YnTokens){
    .access = yn_secret_ref (tokens->access),
    .refresh = tokens->refresh != NULL ? yn_secret_ref (tokens->refresh) : NULL,
    .expires = tokens->expires,
  };
  return copy;
}

void
yn_tokens_free (YnTokens *tokens)
{
  if (tokens == NULL)
    return;
  g_clear_pointer (&tokens->access, yn_secret_unref);
  g_clear_pointer (&tokens->refresh, yn_secret_unref);
  g_free (tokens);
}

/* Into a secret, and out of the object's own memory. */
static YnSecret *
take_secret (JsonObject *object, const char *name)
{
  const char *text = yn_envelope_string (object, name);
  YnSecret *secret;

  if (text == NULL || *text == '\0')
    return NULL;
  secret = yn_secret_new_string (text);
  yn_secret_wipe ((char *) text, strlen (text));
  return secret;
}

static void
wipe (GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (data != NULL)
    yn_secret_wipe ((gpointer) data, length);
}

static YnTokens *
nonsense (GError **error, const char *why)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, why);
  return NULL;
}

YnTokens *
yn_tokens_read (const YnHttpAnswer *answer, const YnTokens *before, gint64 now, GError **error)
{
  g_autoptr (JsonObject) object = yn_envelope_parse (answer->body, error);
  g_autoptr (YnTokens) tokens = NULL;
  const char *type;
  gint64 life;

  wipe (answer->body);
  if (object == NULL)
    return NULL;

  tokens = g_new0 (YnTokens, 1);
  tokens->access = take_secret (object, "access_token");
  tokens->refresh = take_secret (object, "refresh_token");
  if (tokens->refresh == NULL && before != NULL && before->refresh != NULL)
    tokens->refresh = yn_secret_ref (before->refresh);

  type = yn_envelope_string (object, "token_type");
  life = yn_envelope_int (object, "expires_in", DEFAULT_LIFE);
  if (tokens->access == NULL || type == NULL || g_ascii_strcasecmp (type, "Bearer") != 0 || life <= 0)
    return nonsense (error, "no token response (RFC 6749 section 5.1)");
  tokens->expires = now + MIN (life, MAX_LIFE) * G_USEC_PER_SEC;
  return g_steal_pointer (&tokens);
}

YnTokens *
yn_tokens_load (YnKeyring *keyring, const char *platform, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (YnSecret) item = yn_keyring_lookup (keyring, KIND, platform, NAME, cancellable, &failure);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (YnTokens) tokens = NULL;

  if (item == NULL && !g_error_matches (failure, YN_ERROR, YN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (item != NULL)
    {
      bytes = g_bytes_new_static (yn_secret_data (item), yn_secret_length (item));
      object = yn_envelope_parse (bytes, NULL);
    }

  tokens = g_new0 (YnTokens, 1);
  tokens->access = take_secret (object, "access_token");
  tokens->refresh = take_secret (object, "refresh_token");
  if (tokens->access == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN,
                           "the keyring holds no tokens for this platform");
      return NULL;
    }
  tokens->expires =
      CLAMP (yn_envelope_int (object, "expires_at", 0), 0, G_MAXINT64 / G_USEC_PER_SEC) * G_USEC_PER_SEC;
  return g_steal_pointer (&tokens);
}

gboolean
yn_tokens_store (const YnTokens *tokens, YnKeyring *keyring, const char *platform, const char *label,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YnSecret) item = NULL;
  g_autoptr (YnSecret) wiped = NULL;

  json_object_set_string_member (object, "access_token", yn_secret_text (tokens->access));
  if (tokens->refresh != NULL)
    json_object_set_string_member (object, "refresh_token", yn_secret_text (tokens->refresh));
  json_object_set_int_member (object, "expires_at", tokens->expires / G_USEC_PER_SEC);

  bytes = yn_envelope_print (object);
  item = yn_secret_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  wipe (bytes);
  wiped = take_secret (object, "access_token");
  g_clear_pointer (&wiped, yn_secret_unref);
  wiped = take_secret (object, "refresh_token");
  return yn_keyring_store (keyring, KIND, platform, NAME, label, item, cancellable, error);
}

gboolean
yn_tokens_remove (YnKeyring *keyring, const char *platform, GCancellable *cancellable, GError **error)
{
  return yn_keyring_clear (keyring, KIND, platform, NAME, cancellable, error);
}
