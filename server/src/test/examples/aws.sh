aws --endpoint-url http://localhost:9000 s3 cp ./big.bin s3://my-bucket/big.bin
