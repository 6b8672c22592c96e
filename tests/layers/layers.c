/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Keeps app/LAYERS: reads the law and every #include of app/ and ui/, and fails on a forbidden edge, on a library
 * included outside its home, and on any circle of modules (a module is a .c with its .h). */

#include <gio/gio.h>

typedef struct
{
  char *library;
  char **homes;
} Home;

typedef struct
{
  GHashTable *edges;   /* folder -> GStrv of what it may include */
  GPtrArray *homes;    /* of Home */
  GHashTable *modules; /* "store/drafts" -> GPtrArray of modules it includes */
  guint files;
} Law;

static char *
source_path (const char *relative)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", relative, NULL);
}

static void
home_free (Home *home)
{
  g_free (home->library);
  g_strfreev (home->homes);
  g_free (home);
}

static char **
words_of (const char *text)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (GStrv) all = g_strsplit_set (text, " \t", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (all[i][0] != '\0')
      g_ptr_array_add (words, g_strdup (all[i]));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static void
read_law (Law *law)
{
  g_autofree char *path = source_path ("app/LAYERS");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  law->edges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  law->homes = g_ptr_array_new_with_free_func ((GDestroyNotify) home_free);
  law->modules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      char *arrow = strstr (line, "->");

      if (line[0] == '#' || line[0] == '\0')
        continue;
      if (g_str_has_prefix (line, "only "))
        {
          g_auto (GStrv) words = words_of (line + strlen ("only "));
          Home *home = g_new0 (Home, 1);

          home->library = g_strdup (words[0]);
          home->homes = g_strdupv (words + 1);
          g_ptr_array_add (law->homes, home);
          continue;
        }
      g_assert_nonnull (arrow);
      *arrow = '\0';
      g_hash_table_insert (law->edges, g_strdup (g_strstrip (line)), words_of (arrow + 2));
    }
  g_assert_cmpuint (g_hash_table_size (law->edges), >=, 12);
  g_assert_cmpuint (law->homes->len, >=, 8);
}

/* "store/drafts.c" -> "store/drafts" */
static char *
module_of (const char *path)
{
  const char *dot = strrchr (path, '.');

  return dot == NULL ? g_strdup (path) : g_strndup (path, dot - path);
}

static gboolean
may_include (const Law *law, const char *folder, const char *target)
{
  char **allowed = g_hash_table_lookup (law->edges, folder);
  g_autofree char *target_folder = g_path_get_dirname (target);
  g_autofree char *target_module = module_of (target);
  g_autofree char *top = g_strndup (target_folder, strcspn (target_folder, "/"));

  if (strcmp (top, folder) == 0)
    return TRUE;
  for (guint i = 0; allowed != NULL && allowed[i] != NULL; i++)
    if (strcmp (allowed[i], top) == 0 || strcmp (allowed[i], target_module) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_at_home (const Home *home, const char *file)
{
  for (guint i = 0; home->homes[i] != NULL; i++)
    if (g_str_has_prefix (file, home->homes[i]))
      return TRUE;
  return FALSE;
}

/* Inside ui/ its own folders come first: "pages/page.h" is "ui/pages/page.h". */
static char *
included_path (const char *folder, const char *included)
{
  g_autofree char *beside = g_build_filename ("ui", included, NULL);
  g_autofree char *full = source_path (beside);

  return strcmp (folder, "ui") == 0 && g_file_test (full, G_FILE_TEST_EXISTS) ? g_steal_pointer (&beside)
                                                                               : g_strdup (included);
}

/* @file is relative to app/ ("store/drafts.c"), or begins with "ui/". */
static void
judge_include (Law *law, const char *file, const char *folder, const char *included, gboolean quoted)
{
  g_autofree char *target = included_path (folder, included);

  for (guint i = 0; i < law->homes->len; i++)
    {
      const Home *home = g_ptr_array_index (law->homes, i);

      if (!quoted && g_str_has_prefix (included, home->library) && !is_at_home (home, file))
        {
          g_test_message ("%s includes <%s>, which only %s may", file, included, home->homes[0]);
          g_test_fail ();
        }
    }
  if (!quoted || strchr (target, '/') == NULL)
    return;
  if (!may_include (law, folder, target))
    {
      g_test_message ("%s includes \"%s\": forbidden by app/LAYERS", file, included);
      g_test_fail ();
    }
  else
    {
      g_autofree char *from = module_of (file);
      g_autofree char *to = module_of (target);
      GPtrArray *targets = g_hash_table_lookup (law->modules, from);

      if (strcmp (from, to) == 0)
        return;
      if (targets == NULL)
        {
          targets = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (law->modules, g_strdup (from), targets);
        }
      g_ptr_array_add (targets, g_strdup (to));
    }
}

static void
judge_file (Law *law, const char *path, const char *file)
{
  g_autofree char *folder = g_strndup (file, strcspn (file, "/"));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  law->files++;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *rest = lines[i];
      const char *end;

      if (!g_str_has_prefix (rest, "#include "))
        continue;
      rest += strlen ("#include ");
      end = strpbrk (rest + 1, ">\"");
      if (end != NULL)
        {
          g_autofree char *included = g_strndup (rest + 1, end - rest - 1);

          judge_include (law, file, folder, included, rest[0] == '"');
        }
    }
}

static void
judge_tree (Law *law, const char *root, const char *below, const char *prefix)
{
  g_autofree char *path = g_build_filename (root, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative = below[0] == '\0' ? g_strdup (name) : g_build_filename (below, name, NULL);
      g_autofree char *full = g_build_filename (root, relative, NULL);

      if (g_file_test (full, G_FILE_TEST_IS_DIR))
        judge_tree (law, root, relative, prefix);
      else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".h"))
        {
          g_autofree char *file = g_strconcat (prefix, relative, NULL);

          judge_file (law, full, file);
        }
    }
}

static gboolean
walk (Law *law, const char *module, GHashTable *done, GPtrArray *path)
{
  GPtrArray *targets = g_hash_table_lookup (law->modules, module);

  for (guint i = 0; i < path->len; i++)
    if (strcmp (path->pdata[i], module) == 0)
      {
        g_autoptr (GString) circle = g_string_new (NULL);

        for (guint j = i; j < path->len; j++)
          g_string_append_printf (circle, "%s -> ", (char *) path->pdata[j]);
        g_test_message ("circle: %s%s", circle->str, module);
        return FALSE;
      }
  if (g_hash_table_contains (done, module))
    return TRUE;
  g_ptr_array_add (path, (gpointer) module);
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    if (!walk (law, targets->pdata[i], done, path))
      return FALSE;
  g_ptr_array_set_size (path, path->len - 1);
  g_hash_table_add (done, (gpointer) module);
  return TRUE;
}

static void
test_layers (void)
{
  Law law = { 0 };
  g_autofree char *app = source_path ("app");
  g_autofree char *ui = source_path ("ui");
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer module;

  read_law (&law);
  judge_tree (&law, app, "", "");
  judge_tree (&law, ui, "", "ui/");
  g_assert_cmpuint (law.files, >, 50);
  g_hash_table_iter_init (&iter, law.modules);
  while (g_hash_table_iter_next (&iter, &module, NULL))
    {
      g_autoptr (GPtrArray) path = g_ptr_array_new ();

      if (!walk (&law, module, done, path))
        {
          g_test_fail ();
          break;
        }
    }
  g_hash_table_unref (law.edges);
  g_ptr_array_unref (law.homes);
  g_hash_table_unref (law.modules);
}

/* The law itself can fail: an include of what stands above is told from one of what stands below. */
static void
test_law_bites (void)
{
  Law law = { 0 };

  read_law (&law);
  g_assert_true (may_include (&law, "store", "base/json.h"));
  g_assert_true (may_include (&law, "sync", "signing/verify.h"));
  g_assert_false (may_include (&law, "sync", "signing/sign.h"));
  g_assert_false (may_include (&law, "base", "forms/service.h"));
  g_assert_false (may_include (&law, "practice", "store/store.h"));
  g_assert_false (may_include (&law, "ui", "papers/paper.h"));
  g_hash_table_unref (law.edges);
  g_ptr_array_unref (law.homes);
  g_hash_table_unref (law.modules);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layers/law-bites", test_law_bites);
  g_test_add_func ("/layers/includes", test_layers);
  return g_test_run ();
}
