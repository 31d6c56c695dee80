docker build -t secrets-shop:mine shop
