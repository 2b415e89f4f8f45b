/* Starts Berkas with the Python that lies beside this program, and with no other.
 *
 * Built twice: with a window (berkasw.exe) and, with -DCONSOLE, for the terminal (berkas.exe). What is missing is
 * told in one sentence; everything else is the program's own business (start.py). */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>
#include <shellapi.h>

typedef int (*run_python)(int, wchar_t **);

static const wchar_t *const needed[] = {L"python" PYTHON_NUMBER L".zip", L"python" PYTHON_NUMBER L"._pth", L"vcruntime140.dll",
                                        L"program\\start.pyc"};

static int refuse(const wchar_t *name, const wchar_t *what)
{
    wchar_t sentence[512];
    _snwprintf(sentence, 511, L"Berkas tidak dapat dimulai: %ls %ls. Pasang Berkas sekali lagi; berkas kantor tidak terpengaruh.",
               name, what);
    sentence[511] = 0;
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", sentence);
#else
    MessageBoxW(NULL, sentence, L"Berkas", MB_OK | MB_ICONERROR);
#endif
    return 2;
}

/* The folder of this program with a backslash at its end; room for the name of a file behind it. */
static wchar_t *own_folder(void)
{
    DWORD room = 32768;
    wchar_t *path = malloc((room + 64) * sizeof *path);
    if (!path || !GetModuleFileNameW(NULL, path, room))
        return NULL;
    wcsrchr(path, L'\\')[1] = 0;
    return path;
}

static int start(void)
{
    wchar_t *path = own_folder();
    int given = 0;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &given);
    wchar_t **told = calloc(given + 8, sizeof *told);
    if (!path || !words || !told)
        return refuse(L"memori", L"tidak cukup");
    wchar_t *name = path + wcslen(path);
    for (size_t each = 0; each < sizeof needed / sizeof *needed; each++) {
        wcscpy(name, needed[each]);
        if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
            return refuse(needed[each], L"tidak ada");
    }
    SetDllDirectoryW(L""); /* never load a library from the folder somebody happens to be in */
    wcscpy(name, L"python" PYTHON_NUMBER L".dll");
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (!python)
        return refuse(L"python" PYTHON_NUMBER L".dll", GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES ? L"tidak ada" : L"rusak");
    run_python run = (run_python)(void *)GetProcAddress(python, "Py_Main");
    if (!run)
        return refuse(L"python" PYTHON_NUMBER L".dll", L"rusak");
    wcscpy(name, L"program\\start.pyc");
    int count = 0;
    told[count++] = words[0];
    told[count++] = L"-X";
    told[count++] = L"utf8";
    told[count++] = L"-B"; /* nothing is written into this folder */
    told[count++] = path;
    for (int each = 1; each < given; each++)
        told[count++] = words[each];
    return run(count, told);
}

#ifdef CONSOLE
int wmain(void)
{
    return start();
}
#else
int WINAPI wWinMain(HINSTANCE own, HINSTANCE before, PWSTR words, int shown)
{
    (void)own, (void)before, (void)words, (void)shown;
    return start();
}
#endif
