// SPDX-License-Identifier: MIT
#include "net/watch/watchlaunch.h"

#include "formats/paste/commandwords.h"
#include "net/browser/chromiumflags.h"
#include "net/browser/firefoxpreferences.h"
#include "net/browser/installedclient.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What Debian calls the terminal that the system's owner has chosen.
const QString kSystemTerminal = u"x-terminal-emulator"_s;
const QString kEmptyPage = u"about:blank"_s;

/// No page of welcome, and no question when a window with several tabs is closed.
constexpr const char *kWindowPreferences = R"(user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
user_pref("browser.tabs.warnOnClose", false);
user_pref("browser.warnOnQuit", false);
)";

WatchLaunch chromiumLaunch(const WatchGround &ground, const QString &folder)
{
    ReadyRequest ready;
    ready.request.proxy = QUrl(ground.address.url());
    if (ground.trust)
        ready.authorities = {ground.trust->authority.certificate()};
    WatchLaunch launch;
    launch.command = chromiumWindowFlags(ready, folder) << kEmptyPage;
    return launch;
}

Result<WatchLaunch> firefoxLaunch(const WatchGround &ground, const QString &folder)
{
    QFile preferences(folder + u"/user.js"_s);
    const QByteArray text = firefoxPreferences(ground.address.port) + kWindowPreferences;
    if (!preferences.open(QIODevice::WriteOnly) || preferences.write(text) != text.size())
        return Result<WatchLaunch>::failure(
            u"the profile %1 cannot be written (%2): make room there"_s.arg(folder, preferences.errorString()));
    WatchLaunch launch;
    launch.command = {u"--no-remote"_s, u"--profile"_s, folder, kEmptyPage};
    if (!ground.trust)
        return launch;
    const QString certutil = QStandardPaths::findExecutable(u"certutil"_s);
    if (certutil.isEmpty())
        launch.note = u"Firefox does not trust the authority, and warns of each https page: install certutil (on "
                      "Debian the package libnss3-tools), and open Firefox again."_s;
    else
        launch.before = {certutil, u"-A"_s,           u"-n"_s, u"Hopscope Watch"_s,
                         u"-t"_s,  u"C,,"_s,          u"-i"_s, ground.trust->certificate,
                         u"-d"_s,  u"sql:"_s + folder};
    return launch;
}

} // namespace

Result<WatchLaunch> commandLaunch(const QString &line, const WatchGround &ground)
{
    using Launch = Result<WatchLaunch>;
    const Result<CommandWords> read = shellWords(line.toUtf8());
    if (!read)
        return Launch::failure(u"a quotation mark is not closed: close it, or write a backslash before it"_s);
    if (read->cut || !read->notes.isEmpty() || !read->input.isEmpty())
        return Launch::failure(
            u"no shell runs the command, so variables and operators such as & | > ; mean nothing: put "
            "them in quotes, or write sh -c '…'"_s);
    QStringList words;
    for (const QByteArray &word : read->words)
        words.append(QString::fromUtf8(word));
    if (words.isEmpty() || words.constFirst().isEmpty())
        return Launch::failure(u"there is no command: write one, such as curl -L http://127.0.0.1:8601/302"_s);
    WatchLaunch launch{.name = QFileInfo(words.constFirst()).fileName(), .command = words};
    launch.environment = ground.environment;
    launch.isHeard = true;
    return launch;
}

Result<WatchLaunch> terminalLaunch(const WatchGround &ground)
{
    QStringList words = QProcess::splitCommand(ground.environment.value(u"TERMINAL"_s));
    if (words.isEmpty())
        words = {kSystemTerminal};
    const QString program = QStandardPaths::findExecutable(words.constFirst());
    if (program.isEmpty())
        return Result<WatchLaunch>::failure(u"%1 is not installed here: set the variable TERMINAL to the terminal that "
                                            u"you use, or copy the lines for a "
                                            "shell into one that is open"_s.arg(words.constFirst()));
    words.first() = program;
    WatchLaunch launch{.name = u"The terminal"_s, .command = words};
    launch.environment = ground.environment;
    return launch;
}

QList<const RealClient *> watchedBrowsers()
{
    QList<const RealClient *> browsers;
    for (const RealClient &client : realClients()) {
        if (client.kind == RealKind::Chromium || client.kind == RealKind::Firefox)
            browsers.append(&client);
    }
    return browsers;
}

Result<WatchLaunch> browserLaunch(const RealClient &client, const WatchGround &ground)
{
    using Launch = Result<WatchLaunch>;
    const Result<QString> program = programOf(client);
    if (!program)
        return Launch::failure(program.error);
    const auto profile = std::make_shared<BrowserProfile>();
    if (!profile->isValid())
        return Launch::failure(
            u"no folder for an empty profile can be made (%1): make room there"_s.arg(profile->errorString()));
    const Launch made = client.kind == RealKind::Chromium ? Launch(chromiumLaunch(ground, profile->path()))
                                                          : firefoxLaunch(ground, profile->path());
    if (!made)
        return made;
    WatchLaunch launch = *made;
    launch.name = QString::fromUtf8(client.name);
    launch.command.prepend(*program);
    launch.environment = ground.environment;
    launch.profile = profile;
    return launch;
}

} // namespace hopscope
