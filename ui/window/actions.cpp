// SPDX-License-Identifier: MIT
#include "ui/window/actions.h"

#include "ui/window/pages.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct MenuText {
    Q_DECLARE_TR_FUNCTIONS(menus)
};

QAction *add(QMenu *menu, const QString &text, const QKeySequence &key = {})
{
    auto *action = menu->addAction(text);
    if (!key.isEmpty())
        action->setShortcut(key);
    return action;
}

QActionGroup *addThemes(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    const std::pair<Theme, const char *> themes[] = {
        {Theme::System, QT_TRANSLATE_NOOP("menus", "Follow the &system")},
        {Theme::Light, QT_TRANSLATE_NOOP("menus", "&Light")},
        {Theme::Dark, QT_TRANSLATE_NOOP("menus", "&Dark")},
        {Theme::HighContrast, QT_TRANSLATE_NOOP("menus", "&High contrast")},
    };
    for (const auto &[theme, title] : themes) {
        QAction *action = add(menu, MenuText::tr(title));
        action->setCheckable(true);
        action->setData(int(theme));
        group->addAction(action);
    }
    return group;
}

QActionGroup *addPages(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    int number = 0;
    for (const Page &page : pages()) {
        auto *action = menu->addAction(QCoreApplication::translate("pages", page.title));
        action->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(number + 1)));
        action->setCheckable(true);
        action->setData(number++);
        group->addAction(action);
    }
    return group;
}

} // namespace

Actions createActions(QMainWindow *window)
{
    Actions actions{};
    QMenuBar *bar = window->menuBar();
    QMenu *file = bar->addMenu(MenuText::tr("&File"));
    actions.newWindow = add(file, MenuText::tr("New &window"), QKeySequence::New);
    actions.newTab = add(file, MenuText::tr("New &tab"), QKeySequence(u"Ctrl+T"_s));
    actions.open = add(file, MenuText::tr("&Open…"), QKeySequence::Open);
    actions.recent = file->addMenu(MenuText::tr("Open &recent"));
    actions.saveRequest = add(file, MenuText::tr("Save &request…"), QKeySequence(u"Ctrl+Shift+S"_s));
    actions.save = add(file, MenuText::tr("&Save trace as…"), QKeySequence::Save);
    actions.saveSecrets = add(file, MenuText::tr("Save trace with &passwords and cookies…"));
    actions.saveResponseBody = add(file, MenuText::tr("Save r&esponse body as…"), QKeySequence(u"Ctrl+Shift+B"_s));
    actions.saveRequestBody = add(file, MenuText::tr("Save request &body as…"));
    actions.exports = file->addMenu(MenuText::tr("&Export"));
    file->addSeparator();
    actions.closeTab = add(file, MenuText::tr("&Close tab"), QKeySequence(u"Ctrl+W"_s));
    actions.reopenTab = add(file, MenuText::tr("Open closed tab a&gain"), QKeySequence(u"Ctrl+Shift+T"_s));
    actions.quit = add(file, MenuText::tr("&Quit"), QKeySequence(u"Ctrl+Q"_s));

    QMenu *edit = bar->addMenu(MenuText::tr("&Edit"));
    actions.copy = add(edit, MenuText::tr("&Copy"), QKeySequence::Copy);
    actions.copyUrl = add(edit, MenuText::tr("Copy &URL of the request"), QKeySequence(u"Ctrl+Shift+U"_s));
    actions.copyChain = add(edit, MenuText::tr("Copy c&hain as text"), QKeySequence(u"Ctrl+Shift+C"_s));
    actions.copyAs = edit->addMenu(MenuText::tr("Copy &as"));
    edit->addSeparator();
    actions.find = add(edit, MenuText::tr("&Find in the chain"), QKeySequence(u"Ctrl+F"_s));
    actions.findNext = add(edit, MenuText::tr("Find &next"), QKeySequence(u"F3"_s));
    actions.findPrevious = add(edit, MenuText::tr("Find pre&vious"), QKeySequence(u"Shift+F3"_s));
    actions.filterChain = add(edit, MenuText::tr("F&ilter the chain"), QKeySequence(u"Ctrl+Shift+F"_s));
    edit->addSeparator();
    actions.preferences = add(edit, MenuText::tr("Pre&ferences"), QKeySequence(u"Ctrl+,"_s));
    edit->addSeparator();
    actions.editUrl = add(edit, MenuText::tr("Edit the &request URL"), QKeySequence(u"Ctrl+L"_s));
    actions.pasteRequest = add(edit, MenuText::tr("&Paste request"), QKeySequence(u"Ctrl+Shift+V"_s));

    QMenu *trace = bar->addMenu(MenuText::tr("&Trace"));
    actions.trace = add(trace, MenuText::tr("&Trace"));
    actions.trace->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    actions.visitAgain = add(trace, MenuText::tr("&Visit again"), QKeySequence(u"Ctrl+Shift+Return"_s));
    actions.visitAgain->setToolTip(
        MenuText::tr("As the same user, with the cookies and the memory that the last trace left behind"));
    actions.visitSessions = trace->addMenu(MenuText::tr("S&ession"));
    actions.step = add(trace, MenuText::tr("&Step"), QKeySequence(u"F10"_s));
    actions.runRest = add(trace, MenuText::tr("&Run the rest"), QKeySequence(u"Ctrl+F10"_s));
    actions.cancel = add(trace, MenuText::tr("&Cancel"), QKeySequence(u"Esc"_s));
    trace->addSeparator();
    actions.traceFrom = add(trace, MenuText::tr("Trace &from the selected request"), QKeySequence(u"F9"_s));
    actions.openInBrowser = add(trace, MenuText::tr("&Open in browser…"), QKeySequence(u"Ctrl+Shift+O"_s));

    QMenu *view = bar->addMenu(MenuText::tr("&View"));
    actions.pages = addPages(view);
    view->addSeparator();
    actions.nextTab = add(view, MenuText::tr("&Next tab"), QKeySequence(u"Ctrl+Tab"_s));
    actions.previousTab = add(view, MenuText::tr("Pre&vious tab"), QKeySequence(u"Ctrl+Shift+Tab"_s));
    view->addSeparator();
    actions.zoomIn = add(view, MenuText::tr("Larger &text"));
    actions.zoomIn->setShortcuts({QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    actions.zoomOut = add(view, MenuText::tr("&Smaller text"), QKeySequence(u"Ctrl+-"_s));
    actions.zoomReset = add(view, MenuText::tr("S&ystem text size"), QKeySequence(u"Ctrl+0"_s));
    actions.presentation = add(view, MenuText::tr("&Presentation: full screen, large text"), QKeySequence(u"F11"_s));
    actions.presentation->setCheckable(true);
    actions.openClass = add(view, MenuText::tr("Open a lesson to the &class…"));
    view->addSeparator();
    actions.themes = addThemes(view->addMenu(MenuText::tr("&Theme")));

    QMenu *help = bar->addMenu(MenuText::tr("&Help"));
    actions.demo = add(help, MenuText::tr("Run &demo"), QKeySequence(u"Ctrl+D"_s));
    actions.shortcuts = add(help, MenuText::tr("&Keyboard shortcuts"), QKeySequence(u"F1"_s));
    actions.about = add(help, MenuText::tr("&About Hopscope"));
    return actions;
}

QString shortcutsHtml(const QMenuBar &menus)
{
    /// Keys that belong to one page or kind of view.
    static constexpr std::pair<const char *, const char *> others[] = {
        {"Ctrl+R", QT_TRANSLATE_NOOP("menus", "Compare, Clients: run all; History: run again; Audit, Watch: start")},
        {"Return", QT_TRANSLATE_NOOP("menus", "In a table: open the selected row")},
        {"Space", QT_TRANSLATE_NOOP("menus", "In a table with long values: all of the row, and less of it")},
        {"Alt+Right, Alt+Left", QT_TRANSLATE_NOOP("menus", "In a table: a wider and a narrower column")},
        {"Right, Left", QT_TRANSLATE_NOOP("menus", "Findings: next and previous request of the selected finding")},
        {"Ctrl+F", QT_TRANSLATE_NOOP("menus", "Compare, Clients, History, Requests, Audit, Watch: search")},
        {"Ctrl+P", QT_TRANSLATE_NOOP("menus", "History: pin")},
        {"Del, Ctrl+Z", QT_TRANSLATE_NOOP("menus", "History: delete, undo")},
        {"F2, Del, Ctrl+Z", QT_TRANSLATE_NOOP("menus", "Requests: rename, delete, undo")},
        {"F11, Esc", QT_TRANSLATE_NOOP("menus", "Lessons: enter and leave class view")},
        {"Page Down", QT_TRANSLATE_NOOP("menus", "Class on the local network: next step")},
    };
    QString html;
    const auto addRow = [&](const QString &keys, const QString &meaning) {
        html += u"<tr><td style=\"padding:2px 16px 2px 0\"><b>%1</b></td><td>%2</td></tr>"_s.arg(
            keys.toHtmlEscaped(), meaning.toHtmlEscaped());
    };
    const QList<QAction *> titles = menus.actions();
    for (const QAction *title : titles) {
        if (!title->menu())
            continue;
        html += u"<tr><td colspan=\"2\" style=\"padding:8px 0 2px 0\">%1</td></tr>"_s.arg(
            title->text().remove(u'&').toHtmlEscaped());
        const QList<QAction *> actions = title->menu()->actions();
        for (const QAction *action : actions) {
            if (!action->shortcut().isEmpty())
                addRow(
                    QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText).replace(u"; "_s, u", "_s),
                    action->text().remove(u'&'));
        }
    }
    html += u"<tr><td colspan=\"2\" style=\"padding:8px 0 2px 0\">%1</td></tr>"_s.arg(MenuText::tr("On a page"));
    for (const auto &[keys, meaning] : others)
        addRow(QString::fromLatin1(keys), MenuText::tr(meaning));
    return u"<table>%1</table>"_s.arg(html);
}

} // namespace hopscope
