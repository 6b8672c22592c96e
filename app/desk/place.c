/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/place.h"

#include "base/error.h"
#include "base/json.h"

static char *
stores_folder (YnSettings *settings)
{
  return yn_settings_path (settings, "stores");
}

static void
write_texts (YnJsonWriter *writer, const char *name, char **texts)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_begin_array (writer);
  for (; texts != NULL && *texts != NULL; texts++)
    yn_json_writer_string (writer, *texts);
  yn_json_writer_end (writer);
}

static YnJson *
discovery_to_json (const YnDiscovery *discovery)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "address", discovery->address);
  yn_json_writer_member_string (writer, "identity", discovery->identity);
  yn_json_writer_member_string (writer, "name", discovery->name);
  yn_json_writer_member_boolean (writer, "practice", discovery->practice);
  yn_json_writer_member_string (writer, "api", discovery->api);
  yn_json_writer_member_string (writer, "clientId", discovery->client_id);
  yn_json_writer_member_string (writer, "issuer", discovery->issuer);
  yn_json_writer_member_string (writer, "deviceAuthorizationEndpoint", discovery->device_authorization_endpoint);
  yn_json_writer_member_string (writer, "tokenEndpoint", discovery->token_endpoint);
  if (discovery->revocation_endpoint != NULL)
    yn_json_writer_member_string (writer, "revocationEndpoint", discovery->revocation_endpoint);
  write_texts (writer, "timestamps", discovery->timestamps);
  write_texts (writer, "seals", discovery->seals);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static char **
read_texts (const YnJson *list)
{
  char **texts = g_new0 (char *, yn_json_size (list) + 1);

  for (guint i = 0, n = 0; i < yn_json_size (list); i++)
    if (yn_json_string (yn_json_at (list, i)) != NULL)
      texts[n++] = g_strdup (yn_json_string (yn_json_at (list, i)));
  return texts;
}

static YnDiscovery *
discovery_from_json (const YnJson *json)
{
  g_autoptr (YnDiscovery) discovery = g_new0 (YnDiscovery, 1);

  discovery->address = g_strdup (yn_json_get_string (json, "address"));
  discovery->identity = g_strdup (yn_json_get_string (json, "identity"));
  discovery->name = g_strdup (yn_json_get_string (json, "name"));
  discovery->practice = yn_json_get_boolean (json, "practice", FALSE);
  discovery->api = g_strdup (yn_json_get_string (json, "api"));
  discovery->client_id = g_strdup (yn_json_get_string (json, "clientId"));
  discovery->issuer = g_strdup (yn_json_get_string (json, "issuer"));
  discovery->device_authorization_endpoint = g_strdup (yn_json_get_string (json, "deviceAuthorizationEndpoint"));
  discovery->token_endpoint = g_strdup (yn_json_get_string (json, "tokenEndpoint"));
  discovery->revocation_endpoint = g_strdup (yn_json_get_string (json, "revocationEndpoint"));
  discovery->timestamps = read_texts (yn_json_get (json, "timestamps"));
  discovery->seals = read_texts (yn_json_get (json, "seals"));
  if (discovery->address == NULL || discovery->identity == NULL || discovery->name == NULL || discovery->api == NULL
      || discovery->client_id == NULL || discovery->issuer == NULL || discovery->device_authorization_endpoint == NULL
      || discovery->token_endpoint == NULL)
    return NULL;
  return g_steal_pointer (&discovery);
}

gboolean
yn_place_remember (YnSettings *settings, const YnDiscovery *discovery, GError **error)
{
  g_autofree char *stores = stores_folder (settings);
  g_autofree char *path = g_build_filename (stores, discovery->identity, "platform.json", NULL);
  g_autoptr (YnJson) json = discovery_to_json (discovery);
  g_autofree char *text = yn_json_print (json, YN_JSON_PRETTY);
  g_autoptr (GError) cause = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &cause))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "%s", cause->message);
  return FALSE;
}

/* Every platform that this desk sat down at, in no order. */
static GPtrArray *
remembered (YnSettings *settings)
{
  g_autofree char *stores = stores_folder (settings);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_discovery_free);
  g_autoptr (GDir) dir = g_dir_open (stores, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (stores, name, "platform.json", NULL);
      g_autoptr (YnJson) json = yn_json_load (path, NULL);
      g_autoptr (YnDiscovery) discovery = json == NULL ? NULL : discovery_from_json (json);

      if (discovery != NULL && strcmp (discovery->identity, name) == 0)
        g_ptr_array_add (all, g_steal_pointer (&discovery));
    }
  return all;
}

YnDiscovery *
yn_place_recall (YnSettings *settings, const char *address)
{
  g_autoptr (GPtrArray) all = remembered (settings);

  for (guint i = 0; i < all->len; i++)
    {
      const YnDiscovery *discovery = g_ptr_array_index (all, i);

      if (strcmp (discovery->address, address) == 0)
        return g_ptr_array_steal_index (all, i);
    }
  return NULL;
}

/* The one of the data folder: which of several does not matter, for practice is practice. */
static YnDiscovery *
recall_practice (YnSettings *settings)
{
  g_autoptr (GPtrArray) all = remembered (settings);

  for (guint i = 0; i < all->len; i++)
    if (((const YnDiscovery *) g_ptr_array_index (all, i))->practice)
      return g_ptr_array_steal_index (all, i);
  return NULL;
}

static YnDiscovery *
practice_without_identity (void)
{
  YnDiscovery *discovery = g_new0 (YnDiscovery, 1);

  discovery->name = g_strdup ("演练平台");
  discovery->practice = TRUE;
  return discovery;
}

YnDiscovery *
yn_place_to_print_for (YnSettings *settings, const char *address, GError **error)
{
  g_autofree char *named = address != NULL ? g_strdup (address) : yn_settings_platform (settings);
  YnDiscovery *known;

  if (named != NULL && g_str_has_suffix (named, "/"))
    named[strlen (named) - 1] = '\0';
  known = named != NULL ? yn_place_recall (settings, named) : recall_practice (settings);
  if (known != NULL)
    return known;
  if (named == NULL || yn_address_is_loopback (named))
    return practice_without_identity ();
  g_set_error (error, YN_ERROR, YN_ERROR_PLATFORM_UNKNOWN, "nobody sat down at %s yet", named);
  return NULL;
}

/* A real platform's seal is never believed because the platform said so: it must lie in the trust folder. */
static void
believe_seals (YnTrust *trust, const YnDiscovery *discovery)
{
  for (guint i = 0; discovery->practice && discovery->seals != NULL && discovery->seals[i] != NULL; i++)
    {
      g_autoptr (GBytes) pem = g_bytes_new (discovery->seals[i], strlen (discovery->seals[i]));
      g_autoptr (GError) error = NULL;

      if (!yn_trust_add_seals (trust, pem, &error))
        g_warning ("a seal of %s cannot be read: %s", discovery->identity, error->message);
    }
}

gboolean
yn_place_practises (YnSettings *settings, const char *address)
{
  g_autofree char *chosen = address != NULL ? g_strdup (address) : yn_settings_platform (settings);
  g_autoptr (YnDiscovery) known = NULL;

  if (chosen == NULL)
    return TRUE;
  if (g_str_has_suffix (chosen, "/"))
    chosen[strlen (chosen) - 1] = '\0';
  known = yn_place_recall (settings, chosen);
  return known != NULL && known->practice;
}

char *
yn_place_trust_folder (YnSettings *settings)
{
  return yn_settings_path (settings, "trust");
}

static YnTrust *
trust_of_folder (YnSettings *settings)
{
  g_autofree char *folder = yn_place_trust_folder (settings);
  YnTrust *trust = yn_trust_new ();
  g_autoptr (GError) error = NULL;

  if (g_file_test (folder, G_FILE_TEST_IS_DIR) && !yn_trust_add_folder (trust, folder, &error))
    g_warning ("the trust folder cannot be read: %s", error->message);
  return trust;
}

YnTrust *
yn_place_trust (YnSettings *settings, const char *identity)
{
  g_autoptr (GPtrArray) all = remembered (settings);
  YnTrust *trust = trust_of_folder (settings);

  for (guint i = 0; i < all->len; i++)
    {
      const YnDiscovery *discovery = g_ptr_array_index (all, i);

      if (strcmp (discovery->identity, identity) != 0)
        continue;
      believe_seals (trust, discovery);
      if (discovery->practice)
        yn_trust_practise (trust);
    }
  return trust;
}

YnTrust *
yn_place_trust_at (YnSettings *settings, const char *address)
{
  g_autoptr (GPtrArray) all = remembered (settings);
  YnTrust *trust = trust_of_folder (settings);

  if (!yn_place_practises (settings, address))
    return trust;
  yn_trust_practise (trust);
  for (guint i = 0; i < all->len; i++)
    believe_seals (trust, g_ptr_array_index (all, i));
  return trust;
}
