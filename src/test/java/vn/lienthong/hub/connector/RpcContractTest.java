package vn.lienthong.hub.connector;

import org.junit.jupiter.api.Test;

class RpcContractTest {
    @Test
    void tries() throws Exception {
        SoapContract c = SoapContract.read(Bed.CONNECTORS.resolve("gateway-soap/contract/gateway.wsdl"));
        System.out.println(new String(
                c.envelope("sendMessage", JsonPath.JSON.readTree("{\"xmlMessage\":\"<a>]]>đ</a>\"}")), "UTF-8"));
        System.out.println(new String(
                c.envelope("checkReceiverMessage", JsonPath.JSON.readTree("{\"msId\":12,\"receiverOrgId\":\"0:1\"}")),
                "UTF-8"));
        String env =
                "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>";
        System.out.println(
                c.answer(
                        "getReceivedMessageIds",
                        env
                                + "<ns1:getReceivedMessageIdsResponse soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\" xmlns:ns1=\"urn:http.service.gateway.nss.com\"><getReceivedMessageIdsReturn soapenc:arrayType=\"xsd:string[2]\" xsi:type=\"soapenc:Array\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\"><getReceivedMessageIdsReturn xsi:type=\"xsd:string\">1</getReceivedMessageIdsReturn><x href=\"#id0\"/></getReceivedMessageIdsReturn></ns1:getReceivedMessageIdsResponse><multiRef id=\"id0\" xsi:type=\"xsd:string\">2</multiRef></soapenv:Body></soapenv:Envelope>"));
    }
}
