package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SoapContractTest {
    @Test
    void x() throws Exception {
        SoapContract c = SoapContract.read(Path.of("connectors/province-soap/contract/exchange.wsdl"));
        byte[] b = c.envelope("pushDocument", JsonPath.JSON.readTree("{\"arg0\":{\"userName\":\"a\",\"password\":\"b\",\"ossDocumentSoapList\":[{\"gioiTinh\":1,\"maSoHoSo\":\"x <b>&amp;</b> ]]> \\uD842\\uDFB7 \\r\\n\"},null]}}"));
        System.out.println(new String(b, StandardCharsets.UTF_8));
        for (String s : new String[] {"<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><q:pushDocumentResponse xmlns:q=\"http://hoso.provider.exch.sharedservice.dtt.vn/\"><return><errCode>0</errCode><x>1</x></return></q:pushDocumentResponse></e:Body></e:Envelope>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<a>", "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>x</faultstring></e:Fault></e:Body></e:Envelope>"})
            System.out.println(c.answer("pushDocument", s));
        System.out.println(c.answer("countDocument", "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><q:countDocumentResponse xmlns:q=\"http://hoso.provider.exch.sharedservice.dtt.vn/\"><return><errCode>0</errCode><countDocument>x1</countDocument></return></q:countDocumentResponse></e:Body></e:Envelope>"));
        var m = JsonPath.JSON.readTree("{\"arg0\":{\"userName\":\"a\",\"password\":\"b\",\"ossDocumentSoapList\":[{\"gioiTinh\":1,\"hoTenNguoiNop\":\"Nguyen\",\"maDonViTiepNhan\":\"H08.1\",\"maLoaiHoSo\":\"1.0\",\"maSoHoSo\":\"x\",\"ngayHenTra\":\"12/12/2019\",\"soCmnd\":\"1212\"}]}}");
        var mx = java.lang.management.ManagementFactory.getThreadMXBean();
        for (int r = 0; r < 6; r++) {
            long t = mx.getCurrentThreadCpuTime();
            for (int i = 0; i < 5000; i++) c.envelope("pushDocument", m);
            System.out.println("us " + (mx.getCurrentThreadCpuTime() - t) / 5000 / 1000.0);
        }
        assertThat(b).isNotEmpty();
    }
}
