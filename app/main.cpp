// SPDX-License-Identifier: MIT
#include "net/clientfiles.h"
#include "ui/request/clientstore.h"
#include "ui/secrets/secretstore.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QScreen>
#include <QTextStream>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(hopscope::kSettingsName);
    QApplication::setApplicationVersion(QLatin1StringView(HOPSCOPE_VERSION));
    QApplication::setOrganizationName(hopscope::kSettingsName);
    QApplication::setDesktopFileName(QStringLiteral(HOPSCOPE_ID));

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "Shows every request of an HTTP redirect chain."));
    parser.addHelpOption();
    const QCommandLineOption version({u"v"_s, u"version"_s},
                                     QApplication::translate("main", "Print the version and the key store."));
    parser.addOption(version);
    parser.addPositionalArgument(u"what"_s, QApplication::translate("main", "A URL to trace, or files to open."),
                                 u"[URL|FILE...]"_s);
    const QCommandLineOption lesson(
        u"lesson"_s, QApplication::translate("main", "Open this lesson in class view, for example 307-post."), u"ID"_s);
    parser.addOption(lesson);
    const QCommandLineOption newWindow(
        u"new-window"_s, QApplication::translate("main", "Open a new window, also where Hopscope already runs."));
    parser.addOption(newWindow);
    parser.process(app);
    if (parser.isSet(version)) {
        const QString keyStore = hopscope::systemSecretStoreName();
        QTextStream(stdout)
            << "hopscope " HOPSCOPE_VERSION "\n"
            << (keyStore.isEmpty()
                    ? QApplication::translate("main", "Built without a key store: secrets are not kept.")
                    : QApplication::translate("main", "Built with %1 for the system's key store.").arg(keyStore))
            << Qt::endl;
        return 0;
    }

    const hopscope::StartRequest start{
        .what = parser.positionalArguments(), .lesson = parser.value(lesson), .newWindow = parser.isSet(newWindow)};
    if (hopscope::handOver(start))
        return 0;
    hopscope::StartServer server;

    const QString folder = hopscope::clientFolder();
    hopscope::ClientStore clients(hopscope::readClients(folder), folder, &app); // before the Session, which asks for it
    hopscope::MainWindow window(hopscope::MainWindow::Contents::OncePainted,
                                std::make_shared<hopscope::Session>(hopscope::systemSecretStore(u"Hopscope"_s)));
    window.openOnceShown(start.what);
    if (!start.lesson.isEmpty())
        window.openLessonOnceShown(start.lesson);
    QObject::connect(&server, &hopscope::StartServer::started, &window,
                     [&window](const hopscope::StartRequest &later) { window.frontmost()->take(later); });
    // What the system keeps for itself, such as a panel, stays visible.
    window.resize(window.size().boundedTo(window.screen()->availableSize()));
    window.show();
    return QApplication::exec();
}
