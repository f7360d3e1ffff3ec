// SPDX-License-Identifier: MIT
#include "ui/window/pages.h"

#include "ui/audit/auditpage.h"
#include "ui/clients/clientspage.h"
#include "ui/compare/comparepage.h"
#include "ui/history/historypage.h"
#include "ui/lessons/lessonspage.h"
#include "ui/preferences/preferencespage.h"
#include "ui/saved/savedpage.h"
#include "ui/watch/watchpage.h"
#include "ui/window/auditcontroller.h"
#include "ui/window/clientscontroller.h"
#include "ui/window/comparecontroller.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/filecontroller.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/tracetabs.h"
#include "ui/window/viewcontroller.h"
#include "ui/window/watchcontroller.h"
#include "ui/window/windowparts.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

void keepPreferences(Session &session, StatusMessages &messages, const Preferences &preferences)
{
    if (const QString error = session.setPreferences(preferences); !error.isEmpty())
        messages.say(error);
}

void connectPage(TraceTabs *tabs, const WindowParts &parts)
{
    parts.tracing->connectPage(tabs);
}

void connectPage(ComparePage *page, const WindowParts &parts)
{
    parts.comparing->connectPage(page);
}

void connectPage(ClientsPage *page, const WindowParts &parts)
{
    parts.clients->connectPage(page);
    QObject::connect(page, &ClientsPage::stackEdited, parts.messages,
                     [session = parts.session.get(), messages = parts.messages](const QStringList &stack) {
                         Preferences preferences = session->preferences();
                         preferences.stack = stack;
                         keepPreferences(*session, *messages, preferences);
                     });
}

void connectPage(HistoryPage *page, const WindowParts &parts)
{
    Session *session = parts.session.get();
    page->setStore(session->history());
    QObject::connect(page, &HistoryPage::openRequested, parts.tracing, &TraceController::showStored);
    QObject::connect(page, &HistoryPage::runAgainRequested, parts.tracing, &TraceController::traceAgain);
    QObject::connect(page, &HistoryPage::statusMessage, parts.messages,
                     [messages = parts.messages](const QString &text) { messages->say(text, "history"_L1); });
    parts.exports->connectHistory(page);
}

void connectPage(LessonsPage *page, const WindowParts &parts)
{
    QObject::connect(page, &LessonsPage::statusMessage, parts.messages,
                     [messages = parts.messages](const QString &text) { messages->say(text, "lessons"_L1); });
    QObject::connect(page, &LessonsPage::inspectRequested, parts.tracing, &TraceController::showTrace);
    parts.view->connectLessons(page);
}

void connectPage(SavedPage *page, const WindowParts &parts)
{
    Session *session = parts.session.get();
    page->setStore(&session->requests(), [session] { return session->redaction(); });
    QObject::connect(page, &SavedPage::openRequested, parts.tracing, &TraceController::open);
    QObject::connect(page, &SavedPage::traceRequested, parts.tracing,
                     [session, tracing = parts.tracing](const TraceRequest &request) {
                         tracing->traceApart(session->prepared(request));
                     });
    QObject::connect(page, &SavedPage::statusMessage, parts.messages,
                     [messages = parts.messages](const QString &text) { messages->say(text, "requests"_L1); });
}

void connectPage(AuditPage *page, const WindowParts &parts)
{
    parts.auditing->connectPage(page);
}

void connectPage(WatchPage *page, const WindowParts &parts)
{
    parts.watching->connectPage(page);
}

void connectPage(PreferencesPage *page, const WindowParts &parts)
{
    Session *session = parts.session.get();
    page->setPreferences(session->preferences());
    QObject::connect(session, &Session::preferencesChanged, page, &PreferencesPage::setPreferences);
    QObject::connect(page, &PreferencesPage::edited, parts.messages,
                     [session, messages = parts.messages](const Preferences &preferences) {
                         keepPreferences(*session, *messages, preferences);
                     });
}

template <typename T>
QWidget *create()
{
    return new T;
}

template <typename T>
void connect(QWidget *page, const WindowParts &parts)
{
    connectPage(static_cast<T *>(page), parts);
}

template <typename T>
constexpr Page row(QLatin1StringView id, const char *title)
{
    return {id, title, id, create<T>, connect<T>};
}

constexpr Page table[] = {
    row<TraceTabs>("inspect"_L1, QT_TRANSLATE_NOOP("pages", "Inspect")),
    row<ComparePage>("compare"_L1, QT_TRANSLATE_NOOP("pages", "Compare")),
    row<ClientsPage>("clients"_L1, QT_TRANSLATE_NOOP("pages", "Clients")),
    row<HistoryPage>("history"_L1, QT_TRANSLATE_NOOP("pages", "History")),
    row<LessonsPage>("lessons"_L1, QT_TRANSLATE_NOOP("pages", "Lessons")),
    row<SavedPage>("requests"_L1, QT_TRANSLATE_NOOP("pages", "Requests")),
    row<AuditPage>("audit"_L1, QT_TRANSLATE_NOOP("pages", "Audit")),
    row<WatchPage>("watch"_L1, QT_TRANSLATE_NOOP("pages", "Watch")),
    row<PreferencesPage>("preferences"_L1, QT_TRANSLATE_NOOP("pages", "Preferences")),
};

} // namespace

std::span<const Page> pages()
{
    return table;
}

int pageNumber(QLatin1StringView id)
{
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&](const Page &page) { return page.id == id; });
    return found == std::end(table) ? -1 : int(found - std::begin(table));
}

} // namespace hopscope
