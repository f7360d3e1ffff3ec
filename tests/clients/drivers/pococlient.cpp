// SPDX-License-Identifier: MIT
// POCO's URIStreamOpener, which can do no more than GET a URL: one request a line of standard input, see README.md of
// this folder.
#include <Poco/JSON/Parser.h>
#include <Poco/Net/AcceptCertificateHandler.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPSStreamFactory.h>
#include <Poco/Net/HTTPStreamFactory.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/NullStream.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>
#include <Poco/URIStreamOpener.h>
#include <Poco/Version.h>

#include <iostream>
#include <memory>

int main(int argc, char **argv)
{
    if (argc > 1 && std::string(argv[1]) == "--version") {
        std::cout << (POCO_VERSION >> 24) << '.' << (POCO_VERSION >> 16 & 255) << '.' << (POCO_VERSION >> 8 & 255)
                  << '\n';
        return 0;
    }
    using namespace Poco::Net;
    initializeSSL();
    SSLManager::instance().initializeClient(nullptr, new AcceptCertificateHandler(false),
                                            new Context(Context::CLIENT_USE, "", Context::VERIFY_NONE));
    auto &opener = Poco::URIStreamOpener::defaultOpener();
    HTTPStreamFactory::registerFactory();
    HTTPSStreamFactory::registerFactory();
    for (std::string line; std::getline(std::cin, line);) {
        try {
            const auto wish = Poco::JSON::Parser().parse(line).extract<Poco::JSON::Object::Ptr>();
            const std::unique_ptr<std::istream> in(opener.open(Poco::URI(wish->getValue<std::string>("url"))));
            Poco::NullOutputStream out;
            std::cout << Poco::StreamCopier::copyStream(*in, out) << " bytes" << std::endl;
        } catch (const Poco::Exception &error) {
            std::cout << "error " << error.displayText() << std::endl;
        }
    }
}
