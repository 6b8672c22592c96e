/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/looked-at.h"

#include "base/error.h"
#include "desk/turn.h"
#include "store/handed-out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PREFIX "looking-"

struct _YnLookedAt
{
  GMutex lock; /* guards all below */
  char *folder;
  char *path;    /* NULL: nothing is noted yet */
  YnLock *alive; /* on it */
  int fd;
};

YnLookedAt *
yn_looked_at_new (const char *folder)
{
  YnLookedAt *looked_at = g_new0 (YnLookedAt, 1);

  g_mutex_init (&looked_at->lock);
  looked_at->folder = g_strdup (folder);
  return looked_at;
}

void
yn_looked_at_free (YnLookedAt *looked_at)
{
  if (looked_at == NULL)
    return;
  if (looked_at->path != NULL)
    {
      g_unlink (looked_at->path);
      close (looked_at->fd);
      yn_lock_release (looked_at->alive);
    }
  g_free (looked_at->path);
  g_free (looked_at->folder);
  g_mutex_clear (&looked_at->lock);
  g_free (looked_at);
}

/* --- noting ----------------------------------------------------------------------------------------------------- */

static gboolean
fail (GError **error)
{
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "what is looked at cannot be noted: %s", g_strerror (errno));
  return FALSE;
}

static gboolean
begin_file (YnLookedAt *looked_at, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (PREFIX, id, NULL);
  g_autofree char *path = g_build_filename (looked_at->folder, name, NULL);
  g_autoptr (YnLock) alive = yn_lock_take (path, TRUE, NULL, error);
  int fd = alive != NULL ? open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;

  if (alive == NULL)
    return FALSE;
  if (fd < 0)
    return fail (error);
  looked_at->fd = fd;
  looked_at->alive = g_steal_pointer (&alive);
  looked_at->path = g_steal_pointer (&path);
  return TRUE;
}

gboolean
yn_looked_at_note (YnLookedAt *looked_at, const char *enterprise, const char *const *matters, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&looked_at->lock);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (; *matters != NULL; matters++)
    g_string_append_printf (lines, "%s %s\n", enterprise, *matters);
  if (looked_at->path == NULL && !begin_file (looked_at, error))
    return FALSE;
  return (write (looked_at->fd, lines->str, lines->len) == (gssize) lines->len && fdatasync (looked_at->fd) == 0)
         || fail (error);
}

/* --- after a chair that was killed ------------------------------------------------------------------------------ */

/* One that cannot be read stays where it is. */
gboolean
yn_draft_was_only_looked_at (YnStore *store, const char *enterprise, const YnDraft *draft)
{
  g_autoptr (GPtrArray) handed_out = yn_handed_out_of (store, enterprise, draft->matter, NULL);
  g_auto (GStrv) fields = draft->paper != NULL ? yn_turn_fields (draft->paper, NULL) : NULL;

  return fields != NULL && fields[0] == NULL && handed_out != NULL && handed_out->len == 0;
}

static gboolean
put_away (YnStore *store, const char *enterprise, const char *matter, gint64 now)
{
  g_autoptr (YnDraft) draft = yn_drafts_get (store, enterprise, matter, NULL);

  return draft == NULL || !yn_draft_was_only_looked_at (store, enterprise, draft)
         || yn_drafts_put_paper (store, enterprise, matter, draft->revision, NULL, NULL, NULL, now, NULL) != 0;
}

/* Of a line that was cut short the matter is none. */
static gboolean
put_all_away (YnStore *store, const char *path, gint64 now)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean done = TRUE;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", 2);

      if (g_strv_length (words) == 2)
        done = put_away (store, words[0], words[1], now) && done;
    }
  return done;
}

void
yn_looked_at_sweep (YnStore *store, gint64 now)
{
  const char *folder = yn_store_folder (store), *name;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (YnLock) dead = g_str_has_prefix (name, PREFIX) ? yn_lock_take (path, FALSE, NULL, NULL) : NULL;

      if (dead != NULL && put_all_away (store, path, now))
        g_unlink (path);
    }
}
