// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"hopscope"_s);
    QApplication::setApplicationVersion(QLatin1StringView(HOPSCOPE_VERSION));
    QApplication::setOrganizationName(u"hopscope"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "Shows every hop of an HTTP redirect chain."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"what"_s, QApplication::translate("main", "A URL to trace, or a trace file to open."),
                                 u"[URL|FILE]"_s);
    parser.process(app);

    hopscope::MainWindow window;
    window.openOnceShown(parser.positionalArguments().value(0));
    window.show();
    return QApplication::exec();
}
