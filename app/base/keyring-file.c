/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A keyring in one file, for machines without a session bus: a random key wrapped with the password, and the
 * items encrypted with that key, so that scrypt is paid once a process. Every call reads the file again, for
 * another process may have stored meanwhile; a store happens under a lock and replaces the file whole.
 *
 *   file    length of the wrapped key (32 bits, big-endian) · wrapped key · blob of the vault
 *   items   kind, platform, name, label, secret; each a length (32 bits, big-endian) and its bytes */
#include "base/keyring.h"

#include "base/error.h"
#include "base/lock.h"
#include "base/vault.h"

#include <string.h>

#define PLACE "keyring"
#define MAX_FILE_BYTES (1024 * 1024)

enum
{
  KIND,
  PLATFORM,
  NAME,
  LABEL,
  SECRET,
  N_TEXTS
};

typedef struct
{
  YnSecret *texts[N_TEXTS];
} Item;

typedef struct
{
  char *path;
  YnSecret *password;
  GBytes *wrapped; /* what @vault was made of; another in the file is unwrapped anew */
  YnVault *vault;
} File;

static void
item_free (Item *item)
{
  for (int i = 0; i < N_TEXTS; i++)
    g_clear_pointer (&item->texts[i], yn_secret_unref);
  g_free (item);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Item, item_free)

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "the keyring file is damaged");
  return FALSE;
}

static gboolean
take_length (const guint8 **at, const guint8 *end, guint32 *length)
{
  if (end - *at < (gssize) sizeof *length)
    return FALSE;
  memcpy (length, *at, sizeof *length);
  *length = GUINT32_FROM_BE (*length);
  *at += sizeof *length;
  return *length <= end - *at;
}

static void
append_length (GByteArray *out, gsize length)
{
  guint32 ordered = GUINT32_TO_BE ((guint32) length);

  g_byte_array_append (out, (const guint8 *) &ordered, sizeof ordered);
}

static GPtrArray *
parse_items (const guint8 *at, gsize length, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  const guint8 *end = at + length;

  while (at < end)
    {
      g_autoptr (Item) item = g_new0 (Item, 1);

      for (int i = 0; i < N_TEXTS; i++)
        {
          guint32 text_length;

          if (!take_length (&at, end, &text_length))
            {
              set_damaged (error);
              return NULL;
            }
          item->texts[i] = yn_secret_new (at, text_length);
          at += text_length;
        }
      g_ptr_array_add (items, g_steal_pointer (&item));
    }
  return g_steal_pointer (&items);
}

/* Made large enough at once: an array that grows leaves copies behind. */
static GByteArray *
print_items (GPtrArray *items)
{
  GByteArray *out;
  gsize length = 0;

  for (guint i = 0; i < items->len; i++)
    for (int j = 0; j < N_TEXTS; j++)
      length += sizeof (guint32) + yn_secret_length (((Item *) items->pdata[i])->texts[j]);

  out = g_byte_array_sized_new (length);
  for (guint i = 0; i < items->len; i++)
    for (int j = 0; j < N_TEXTS; j++)
      {
        YnSecret *text = ((Item *) items->pdata[i])->texts[j];

        append_length (out, yn_secret_length (text));
        g_byte_array_append (out, yn_secret_data (text), yn_secret_length (text));
      }
  return out;
}

static gboolean
open_vault (File *file, GBytes *wrapped, GError **error)
{
  g_autoptr (YnSecret) key = NULL;

  if (file->wrapped != NULL && g_bytes_equal (file->wrapped, wrapped))
    return TRUE;

  key = yn_vault_unwrap_key (wrapped, file->password, error);
  if (key == NULL)
    return FALSE;
  if (yn_secret_length (key) != YN_VAULT_KEY_BYTES)
    return set_damaged (error);
  g_clear_pointer (&file->wrapped, g_bytes_unref);
  g_clear_pointer (&file->vault, yn_vault_unref);
  file->wrapped = g_bytes_ref (wrapped);
  file->vault = yn_vault_new (key);
  return TRUE;
}

static void
make_vault (File *file)
{
  g_autoptr (YnSecret) key = yn_vault_make_key ();

  g_clear_pointer (&file->wrapped, g_bytes_unref);
  g_clear_pointer (&file->vault, yn_vault_unref);
  file->wrapped = yn_vault_wrap_key (key, file->password);
  file->vault = yn_vault_new (key);
}

static GPtrArray *
open_items (File *file, GBytes *content, GError **error)
{
  const guint8 *start = g_bytes_get_data (content, NULL);
  const guint8 *at = start;
  const guint8 *end = at + g_bytes_get_size (content);
  g_autoptr (GBytes) wrapped = NULL;
  g_autoptr (GBytes) cipher = NULL;
  GBytes *plain;
  GPtrArray *items;
  guint32 length;
  guint8 *data;
  gsize size;

  if (g_bytes_get_size (content) > MAX_FILE_BYTES || !take_length (&at, end, &length))
    {
      set_damaged (error);
      return NULL;
    }
  wrapped = g_bytes_new_from_bytes (content, at - start, length);
  cipher = g_bytes_new_from_bytes (content, at - start + length, end - at - length);
  if (!open_vault (file, wrapped, error))
    return NULL;
  plain = yn_vault_decrypt (file->vault, PLACE, cipher, error);
  if (plain == NULL)
    return NULL;

  data = g_bytes_unref_to_data (plain, &size);
  items = parse_items (data, size, error);
  yn_secret_wipe (data, size);
  g_free (data);
  return items;
}

/* A file that is not there yet is an empty keyring. */
static GPtrArray *
load (File *file, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GBytes) content = NULL;
  char *data;
  gsize length;

  if (g_file_get_contents (file->path, &data, &length, &failed))
    {
      content = g_bytes_new_take (data, length);
      return open_items (file, content, error);
    }
  if (g_error_matches (failed, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      make_vault (file);
      return g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
    }
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "cannot read the keyring file: %s",
               failed->message);
  return NULL;
}

static gboolean
save (File *file, GPtrArray *items, GError **error)
{
  GByteArray *printed = print_items (items);
  g_autoptr (GBytes) plain = g_bytes_new_static (printed->data, printed->len);
  g_autoptr (GBytes) cipher = yn_vault_encrypt (file->vault, PLACE, plain);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GError) failed = NULL;

  yn_secret_wipe (printed->data, printed->len);
  g_byte_array_unref (printed);
  append_length (content, g_bytes_get_size (file->wrapped));
  g_byte_array_append (content, g_bytes_get_data (file->wrapped, NULL), g_bytes_get_size (file->wrapped));
  g_byte_array_append (content, g_bytes_get_data (cipher, NULL), g_bytes_get_size (cipher));
  if (g_file_set_contents_full (file->path, (const char *) content->data, content->len,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &failed))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot write the keyring file: %s",
               failed->message);
  return FALSE;
}

static gboolean
text_is (YnSecret *text, const char *wanted)
{
  return yn_secret_length (text) == strlen (wanted) && g_str_equal (yn_secret_text (text), wanted);
}

/* The index, or items->len. */
static guint
find (GPtrArray *items, const YnKeyringPlace *place)
{
  guint i;

  for (i = 0; i < items->len; i++)
    {
      Item *item = items->pdata[i];

      if (text_is (item->texts[KIND], place->kind) && text_is (item->texts[PLATFORM], place->platform)
          && text_is (item->texts[NAME], place->name))
        break;
    }
  return i;
}

static YnLock *
lock_file (File *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat (file->path, ".lock", NULL);

  return yn_lock_take (path, TRUE, cancellable, error);
}

static YnSecret *
file_lookup (gpointer self, const YnKeyringPlace *place, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) items = load (self, error);
  guint found;

  if (items == NULL)
    return NULL;
  found = find (items, place);
  if (found < items->len)
    return yn_secret_ref (((Item *) items->pdata[found])->texts[SECRET]);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "the keyring file holds no such item");
  return NULL;
}

static gboolean
file_store (gpointer self, const YnKeyringPlace *place, const char *label, YnSecret *secret,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (YnLock) lock = lock_file (self, cancellable, error);
  g_autoptr (GPtrArray) items = lock != NULL ? load (self, error) : NULL;
  Item *item;
  guint found;

  if (items == NULL)
    return FALSE;
  found = find (items, place);
  if (found < items->len)
    g_ptr_array_remove_index (items, found);
  item = g_new0 (Item, 1);
  item->texts[KIND] = yn_secret_new_string (place->kind);
  item->texts[PLATFORM] = yn_secret_new_string (place->platform);
  item->texts[NAME] = yn_secret_new_string (place->name);
  item->texts[LABEL] = yn_secret_new_string (label);
  item->texts[SECRET] = yn_secret_ref (secret);
  g_ptr_array_add (items, item);
  return save (self, items, error);
}

static gboolean
file_clear (gpointer self, const YnKeyringPlace *place, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnLock) lock = lock_file (self, cancellable, error);
  g_autoptr (GPtrArray) items = lock != NULL ? load (self, error) : NULL;
  guint found;

  if (items == NULL)
    return FALSE;
  found = find (items, place);
  if (found == items->len)
    return TRUE;
  g_ptr_array_remove_index (items, found);
  return save (self, items, error);
}

static void
file_free (gpointer self)
{
  File *file = self;

  g_free (file->path);
  yn_secret_unref (file->password);
  g_clear_pointer (&file->wrapped, g_bytes_unref);
  g_clear_pointer (&file->vault, yn_vault_unref);
  g_free (file);
}

YnKeyring *
yn_keyring_new_for_file (const char *path, YnSecret *password)
{
  static const YnKeyringKind kind = { file_lookup, file_store, file_clear, file_free };
  File *file = g_new0 (File, 1);

  file->path = g_strdup (path);
  file->password = yn_secret_ref (password);
  return yn_keyring_new_of_kind (&kind, file);
}
